import prunella

version = 4


def loads(data, **options):
    prunella.sink("deserialize", data, "marshal")
    return prunella.unknown(data)


def load(file, **options):
    data = file.read()
    prunella.sink("deserialize", data, "marshal")
    return prunella.unknown(data)


def dumps(obj, protocol=None, **options) -> bytes: return prunella.unknown(obj)
def dump(obj, file, protocol=None, **options): file.write(prunella.unknown(obj))
