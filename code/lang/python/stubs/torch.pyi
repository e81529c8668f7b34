import prunella


def load(f, map_location=None, weights_only=True, **options):
    if not weights_only:
        prunella.sink("deserialize", f, "pickle")
    return prunella.unknown(f)
def save(obj, f, **options): ...
