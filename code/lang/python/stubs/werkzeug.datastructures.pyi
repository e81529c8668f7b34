import prunella


class FileStorage:
    def __init__(self, stream=None, filename=None, name=None):
        self.name = stream
    @property
    def filename(self) -> str: return prunella.source("http.filename", self.name)
    @property
    def content_type(self) -> str: return prunella.source("http.header", "Content-Type")
    @property
    def mimetype(self) -> str: return prunella.source("http.header", "Content-Type")
    @property
    def content_length(self) -> int: return prunella.clean()
    @property
    def stream(self): return self
    def read(self, n=-1) -> bytes: return prunella.source("http.file", self.name)
    def readline(self, n=-1) -> bytes: return prunella.source("http.file", self.name)
    def readlines(self): return [self.read()]
    def __iter__(self): return [self.read()]
    def seek(self, at, whence=0): ...
    def tell(self) -> int: return prunella.clean()
    def save(self, dst, buffer_size=0):
        prunella.sink("path", dst)
        prunella.effect("write", dst)
    def close(self): ...


class MultiDict(dict): ...
class ImmutableMultiDict(dict): ...
class CombinedMultiDict(dict): ...
class Headers(dict):
    """Line breaks are refused in values, not in names."""
    def add(self, key, value, **options): prunella.sink("header", key)
    def set(self, key, value, **options): prunella.sink("header", key)
    def add_header(self, key, value, **options): prunella.sink("header", key)
    def __setitem__(self, key, value): prunella.sink("header", key)
