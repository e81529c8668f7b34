import prunella


def s(cls=None, **options):
    if cls is None:
        return identity
    return cls


def identity(cls): return cls
def attrs(cls=None, **options): return s(cls)
def define(cls=None, **options): return s(cls)
def frozen(cls=None, **options): return s(cls)
def mutable(cls=None, **options): return s(cls)
def dataclass(cls=None, **options): return s(cls)
def ib(default=None, factory=None, **options):
    if factory is not None:
        return factory()
    return default
def attrib(default=None, factory=None, **options): return ib(default, factory)
def field(default=None, factory=None, **options): return ib(default, factory)
def asdict(obj, **options) -> dict: return prunella.unknown(obj)
