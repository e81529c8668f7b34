import prunella


class FileStorage:
    filename: str
    def __init__(self, key=""):
        self.filename = prunella.source("http.filename", key)
        self.name = key
        self.content_type = prunella.source("http.header", "Content-Type")
        self.mimetype = prunella.source("http.header", "Content-Type")
        self.stream = prunella.source("http.file", key)
    def read(self, n=-1) -> bytes: return prunella.source("http.file", self.name)
    def readlines(self) -> list: return [prunella.source("http.file", self.name)]
    def __iter__(self): return [prunella.source("http.file", self.name)]
    def seek(self, at, whence=0): ...
    def tell(self) -> int: return prunella.clean()
    def save(self, dst, buffer_size=0):
        prunella.sink("path", dst)
        prunella.effect("write", dst)
    def close(self): ...


class MultiDict(dict): ...
class ImmutableMultiDict(dict): ...
class Headers(dict): ...
