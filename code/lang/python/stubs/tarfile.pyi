"""Without filter="data" (the default from Python 3.14 on), members are written
where their names say."""
import os.path
import prunella


class TarError(Exception): ...
class ReadError(TarError): ...


class TarInfo:
    def __init__(self, name=""):
        self.name = name
        self.linkname = prunella.source("file.entry", "linkname")
    @property
    def size(self) -> int: return prunella.clean()
    @property
    def mode(self) -> int: return prunella.clean()
    def isfile(self) -> bool: return prunella.clean()
    def isreg(self) -> bool: return prunella.clean()
    def isdir(self) -> bool: return prunella.clean()
    def issym(self) -> bool: return prunella.clean()
    def islnk(self) -> bool: return prunella.clean()
    def isdev(self) -> bool: return prunella.clean()
    def ischr(self) -> bool: return prunella.clean()
    def isblk(self) -> bool: return prunella.clean()
    def isfifo(self) -> bool: return prunella.clean()


def entry(which="name") -> TarInfo: return TarInfo(entry_name(which))


class Entry:
    def read(self, n=-1) -> bytes: return prunella.source("file", "entry")
    def __iter__(self): return [self.read()]
    def close(self): ...


def entry_name(which="name") -> str:
    """Each entry is another."""
    return prunella.source("file.entry", which, prunella.clean())


def place(member, path, filter):
    """Where a member is written: its name may be absolute. A filter refuses what leads
    out of the folder."""
    if isinstance(member, str):
        written(member, path, filter)
    elif isinstance(member, TarInfo):
        written(member.name, path, filter)


def written(name, path, filter):
    if filter is None or filter == "fully_trusted":
        prunella.sink("path", os.path.join(path, name))
    prunella.effect("write", os.path.join(path, name))


class TarFile:
    extraction_filter: object
    def __init__(self, name=None, mode="r", fileobj=None, **options):
        self.packed = name or fileobj
    def getnames(self): return [entry_name("first"), entry_name()]
    def getmembers(self): return [entry("first"), entry()]
    def getmember(self, name): return TarInfo(name)
    def next(self): return entry()
    def __iter__(self): return [entry("first"), entry()]
    def extractfile(self, member):
        prunella.sink("bomb", self.packed)
        return Entry()
    def extract(self, member, path="", set_attrs=True, numeric_owner=False, filter=None):
        prunella.sink("bomb", self.packed)
        place(member, path, filter)
    def _extract_member(self, tarinfo, targetpath, **options):
        prunella.sink("path", targetpath)
    def extractall(self, path=".", members=None, numeric_owner=False, filter=None):
        prunella.sink("bomb", self.packed)
        if members is None:
            place(entry(), path, filter)
        else:
            for member in members:
                place(member, path, filter)
    def add(self, name, arcname=None, recursive=True, filter=None): prunella.sink("path", name)
    def addfile(self, tarinfo, fileobj=None): ...
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, **options): return cls(name, mode, fileobj)
    @classmethod
    def gzopen(cls, name, mode="r", fileobj=None, **options): return cls(name, mode, fileobj)
    @classmethod
    def bz2open(cls, name, mode="r", fileobj=None, **options): return cls(name, mode, fileobj)
    @classmethod
    def xzopen(cls, name, mode="r", fileobj=None, **options): return cls(name, mode, fileobj)
    @classmethod
    def taropen(cls, name, mode="r", fileobj=None, **options): return cls(name, mode, fileobj)


def open(name=None, mode="r", fileobj=None, bufsize=10240, **options) -> TarFile:
    if name is not None:
        prunella.sink("path", name)
    return TarFile(name, mode, fileobj)
def is_tarfile(name) -> bool: return prunella.clean()
def data_filter(member, path): return member
