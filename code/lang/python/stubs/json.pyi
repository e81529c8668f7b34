import prunella


class JSONDecodeError(ValueError): ...
class JSONEncoder: ...
class JSONDecoder: ...


def loads(s, **options): return prunella.unknown(s)
def load(fp, **options): return prunella.unknown(fp.read())
def dumps(obj, **options) -> str: return prunella.op("json.encode", [obj], {})
def dump(obj, fp, **options): fp.write(prunella.op("json.encode", [obj], {}))
