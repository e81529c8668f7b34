import prunella


class File:
    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None): ...
    def read(self, n=-1) -> bytes: return prunella.source("file", "content")
    def write(self, data): ...
    def close(self): ...
    def __iter__(self): return [self.read()]
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    prunella.sink("path", filename)
    return File()
def compress(data, compresslevel=9) -> bytes: return prunella.unknown(data)
def decompress(data) -> bytes: return prunella.unknown(data)
