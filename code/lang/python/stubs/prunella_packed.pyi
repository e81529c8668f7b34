"""The interface of the compressors. What comes out may be a thousand times what went in."""
import prunella


class PackedFile:
    def __init__(self, filename=None, mode="rb", compresslevel=9, fileobj=None, mtime=None, **options):
        self.packed = filename or fileobj
        if mode is None or "r" in mode:
            prunella.sink("bomb", self.packed)
    def read(self, n=-1) -> bytes: return prunella.source("file", "content")
    def readline(self, n=-1) -> bytes: return prunella.source("file", "content")
    def readlines(self) -> list: return [prunella.source("file", "content")]
    def write(self, data): ...
    def close(self): ...
    def __iter__(self): return [self.read()]
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None, **options):
    if isinstance(filename, str):
        prunella.sink("path", filename)
    return PackedFile(filename, mode)


def compress(data, compresslevel=9, **options) -> bytes: return prunella.unknown(data)


def decompress(data, **options) -> bytes:
    prunella.sink("bomb", data)
    return prunella.unknown(data)
