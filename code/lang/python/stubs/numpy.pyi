import prunella


def load(file, mmap_mode=None, allow_pickle=False, **options):
    if allow_pickle:
        prunella.sink("deserialize", file, "pickle")
    return prunella.unknown(file)
def save(file, arr, **options): ...
def array(x, **options): return prunella.unknown(x)
