import prunella


def generate_private_key(public_exponent=65537, key_size=2048, backend=None):
    prunella.sink("key.size", "rsa", key_size)
    return prunella.clean()
