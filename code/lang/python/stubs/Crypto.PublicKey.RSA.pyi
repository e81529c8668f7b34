import prunella


def generate(bits, randfunc=None, **options):
    prunella.sink("key.size", "rsa", bits)
    return prunella.clean()
def import_key(extern_key, passphrase=None): return prunella.clean()
def importKey(extern_key, passphrase=None): return prunella.clean()
def construct(parts, **options): return prunella.clean()
