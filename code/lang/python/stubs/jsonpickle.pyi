import prunella


def decode(string, backend=None, context=None, keys=False, reset=True, safe=False, classes=None, **options):
    if not safe:
        prunella.sink("deserialize", string, "jsonpickle")
    return prunella.unknown(string)


def loads(string, **options): return decode(string, **options)
def encode(value, unpicklable=True, **options) -> str: return prunella.unknown(value)
def dumps(value, **options) -> str: return prunella.unknown(value)
