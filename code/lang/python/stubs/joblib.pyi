import prunella


def load(filename, mmap_mode=None):
    prunella.sink("deserialize", filename, "joblib")
    return prunella.unknown(filename)
def dump(value, filename, **options): ...
