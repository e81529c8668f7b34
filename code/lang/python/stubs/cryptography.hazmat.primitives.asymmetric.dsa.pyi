import prunella


def generate_private_key(key_size=2048, backend=None):
    prunella.sink("key.size", "dsa", key_size)
    return prunella.clean()
