"""Without filter="data" (the default from Python 3.14 on), members are written
where their names say."""
import prunella


class TarError(Exception): ...
class ReadError(TarError): ...


class TarInfo:
    def __init__(self, name=""):
        self.own = name
    @property
    def name(self) -> str: return prunella.source("file.entry", "name")
    @property
    def linkname(self) -> str: return prunella.source("file.entry", "linkname")
    @property
    def size(self) -> int: return prunella.clean()
    @property
    def mode(self) -> int: return prunella.clean()
    def isfile(self) -> bool: return prunella.clean()
    def isreg(self) -> bool: return prunella.clean()
    def isdir(self) -> bool: return prunella.clean()
    def issym(self) -> bool: return prunella.clean()
    def islnk(self) -> bool: return prunella.clean()


class Entry:
    def read(self, n=-1) -> bytes: return prunella.source("file", "entry")
    def __iter__(self): return [self.read()]
    def close(self): ...


def entry_name() -> str: return prunella.source("file.entry", "name")


class TarFile:
    extraction_filter: object
    def getnames(self): return [entry_name()]
    def getmembers(self): return [TarInfo()]
    def getmember(self, name): return TarInfo()
    def next(self): return TarInfo()
    def __iter__(self): return [TarInfo()]
    def extractfile(self, member): return Entry()
    def extract(self, member, path="", set_attrs=True, numeric_owner=False, filter=None):
        if filter is None:
            prunella.sink("path", f"{path}/{entry_name()}")
        prunella.effect("write", path)
    def extractall(self, path=".", members=None, numeric_owner=False, filter=None):
        if filter is None and members is None:
            prunella.sink("path", f"{path}/{entry_name()}")
        prunella.effect("write", path)
    def add(self, name, arcname=None, recursive=True, filter=None): prunella.sink("path", name)
    def addfile(self, tarinfo, fileobj=None): ...
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, **options): return TarFile()


def open(name=None, mode="r", fileobj=None, bufsize=10240, **options) -> TarFile:
    if name is not None:
        prunella.sink("path", name)
    return TarFile()
def is_tarfile(name) -> bool: return prunella.clean()
def data_filter(member, path): return member
