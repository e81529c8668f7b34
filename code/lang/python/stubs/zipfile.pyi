"""Names inside an archive are chosen by who made it. extract and extractall drop
".." and leading slashes themselves."""
import prunella

ZIP_STORED = 0
ZIP_DEFLATED = 8


class BadZipFile(Exception): ...


class ZipInfo:
    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.name = filename
        self.which = "name"
    @property
    def filename(self) -> str: return prunella.source("file.entry", self.which)
    @property
    def file_size(self) -> int: return prunella.clean()
    @property
    def compress_size(self) -> int: return prunella.clean()
    @property
    def external_attr(self) -> int: return prunella.clean()
    def is_dir(self) -> bool: return prunella.clean()


class Entry:
    def read(self, n=-1) -> bytes: return prunella.source("file", "entry")
    def readline(self, n=-1) -> bytes: return prunella.source("file", "entry")
    def __iter__(self): return [self.read()]
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


def entry_name(which="name") -> str:
    """Each entry is another."""
    return prunella.source("file.entry", which, prunella.clean())


def first() -> ZipInfo:
    """There is more than one entry: what is seen of one says nothing of the others."""
    info = ZipInfo()
    info.which = "first"
    return info


# unpacked writes an entry where it belongs, below the folder whatever its name says.
def unpacked(member, folder):
    name = member if isinstance(member, str) else member.filename
    target = f"{folder or '.'}" + prunella.op("path.clean", "/" + name)
    prunella.effect("open", target, "wb")
    prunella.effect("write", target, prunella.source("file", "entry"))


class ZipFile:
    def __init__(self, file, mode="r", compression=0, allowZip64=True, compresslevel=None, **options):
        self.packed = file
        if isinstance(file, str):
            prunella.sink("path", file)
    def namelist(self): return [entry_name("first"), entry_name()]
    def infolist(self): return [first(), ZipInfo()]
    def getinfo(self, name): return ZipInfo()
    def open(self, name, mode="r", pwd=None, **options):
        if mode == "r":
            prunella.sink("bomb", self.packed)
        return Entry()
    def read(self, name, pwd=None) -> bytes:
        prunella.sink("bomb", self.packed)
        return prunella.source("file", "entry")
    def extract(self, member, path=None, pwd=None) -> str:
        prunella.sink("bomb", self.packed)
        prunella.sink("path", path)
        unpacked(member, path)
        return prunella.clean()
    def extractall(self, path=None, members=None, pwd=None):
        prunella.sink("bomb", self.packed)
        prunella.sink("path", path)
        unpacked(entry_name(), path)
    def write(self, filename, arcname=None, compress_type=None, compresslevel=None): prunella.sink("path", filename)
    def writestr(self, name, data, compress_type=None, compresslevel=None): ...
    def testzip(self): ...
    def setpassword(self, pwd): ...
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


def is_zipfile(filename) -> bool: return prunella.clean()
