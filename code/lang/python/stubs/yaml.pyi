"""PyYAML: what a loader may make depends on the loader."""
import prunella


class YAMLError(Exception): ...
class BaseLoader: ...
class SafeLoader: ...
class CSafeLoader(SafeLoader): ...
class FullLoader: ...
class CFullLoader(FullLoader): ...
class Loader: ...
class CLoader(Loader): ...
class UnsafeLoader: ...
class CUnsafeLoader(UnsafeLoader): ...
class Dumper: ...
class SafeDumper: ...
class CSafeDumper: ...
class CDumper: ...


def content(stream):
    if isinstance(stream, str) or isinstance(stream, bytes):
        return stream
    return prunella.unknown(stream)


def is_safe(loader) -> bool:
    return loader is SafeLoader or loader is CSafeLoader or loader is BaseLoader or loader is FullLoader or loader is CFullLoader


def load(stream, Loader=None):
    if not is_safe(Loader):
        prunella.sink("deserialize", content(stream), "yaml")
    return prunella.unknown(stream)


def load_all(stream, Loader=None):
    if not is_safe(Loader):
        prunella.sink("deserialize", content(stream), "yaml")
    return [prunella.unknown(stream)]


def safe_load(stream): return prunella.unknown(stream)
def safe_load_all(stream): return [prunella.unknown(stream)]
def full_load(stream): return prunella.unknown(stream)
def full_load_all(stream): return [prunella.unknown(stream)]
def unsafe_load(stream):
    prunella.sink("deserialize", content(stream), "yaml")
    return prunella.unknown(stream)
def unsafe_load_all(stream):
    prunella.sink("deserialize", content(stream), "yaml")
    return [prunella.unknown(stream)]
def dump(data, stream=None, **options) -> str: return prunella.unknown(data)
def safe_dump(data, stream=None, **options) -> str: return prunella.unknown(data)
def add_constructor(tag, constructor, Loader=None): ...
def add_representer(kind, representer, Dumper=None): ...
