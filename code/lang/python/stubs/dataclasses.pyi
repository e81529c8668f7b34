import prunella


def dataclass(cls=None, **options):
    if cls is None:
        return identity
    return cls


def identity(cls): return cls
def field(default=None, default_factory=None, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=False):
    if default_factory is not None:
        return default_factory()
    return default
def asdict(obj, dict_factory=None) -> dict: return prunella.unknown(obj)
def astuple(obj, tuple_factory=None) -> tuple: return prunella.unknown(obj)
def replace(obj, **changes): return obj
def fields(obj) -> list: return prunella.clean()
def is_dataclass(obj) -> bool: return prunella.clean()
