import prunella


class JSONDecodeError(ValueError): ...
class JSONEncoder: ...
class JSONDecoder: ...


def loads(s, **options): return prunella.op("json.decode", s)
def load(fp, **options): return prunella.op("json.decode", fp.read())
def dumps(obj, **options) -> str: return prunella.op("json.encode", [obj], {})
def dump(obj, fp, **options): fp.write(prunella.op("json.encode", [obj], {}))
