"""A path is its text; what opens it is a sink."""
import prunella
import os.path


class Path:
    def __init__(self, *names):
        if len(names) == 0:
            self.text = "."
        elif len(names) == 1:
            self.text = f"{names[0]}"
        else:
            self.text = os.path.join(*names)
    def __str__(self) -> str: return self.text
    def __fspath__(self) -> str: return self.text
    def __truediv__(self, name): return Path(os.path.join(self.text, name))
    def __rtruediv__(self, name): return Path(os.path.join(name, self.text))
    def joinpath(self, *names): return Path(os.path.join(self.text, *names))
    @property
    def name(self) -> str: return os.path.basename(self.text)
    @property
    def stem(self) -> str: return prunella.op("path.stem", os.path.basename(self.text))
    @property
    def suffix(self) -> str: return prunella.op("path.ext", self.text)
    @property
    def suffixes(self) -> list: return [prunella.op("path.ext", self.text)]
    @property
    def parent(self): return Path(os.path.dirname(self.text))
    @property
    def parents(self): return [Path(os.path.dirname(self.text)), Path(os.path.dirname(os.path.dirname(self.text)))]
    @property
    def parts(self) -> tuple: return tuple(self.text.split("/"))
    @property
    def anchor(self) -> str: return "/"
    @property
    def drive(self) -> str: return ""
    @property
    def root(self) -> str: return "/"
    def resolve(self, strict=False): return Path(prunella.op("path.realpath", self.text))
    def absolute(self): return Path(prunella.op("path.abs", self.text))
    def expanduser(self): return self
    def as_posix(self) -> str: return self.text
    def as_uri(self) -> str: return "file://" + self.text
    def is_absolute(self) -> bool: return prunella.op("path.is_abs", self.text)
    def is_relative_to(self, other, *more) -> bool:
        """Below other; that other itself counts too is left out, for it says nothing."""
        return self.text.startswith(f"{other}".rstrip("/") + "/")
    def relative_to(self, other, *more):
        if not self.is_relative_to(other):
            raise ValueError("not in the subpath")
        return Path(self.text.removeprefix(f"{other}").lstrip("/"))
    def with_name(self, name): return Path(os.path.join(os.path.dirname(self.text), name))
    def with_suffix(self, suffix): return Path(prunella.op("path.stem", self.text) + suffix)
    def with_stem(self, stem): return Path(os.path.join(os.path.dirname(self.text), stem))
    def match(self, pattern) -> bool: return prunella.clean()
    def exists(self) -> bool: return prunella.clean()
    def is_file(self) -> bool: return prunella.clean()
    def is_dir(self) -> bool: return prunella.clean()
    def is_symlink(self) -> bool: return prunella.clean()
    def stat(self):
        prunella.sink("path", self.text)
        return prunella.clean()
    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None): return opened(self.text, mode)
    def read_text(self, encoding=None, errors=None) -> str:
        prunella.sink("path", self.text)
        return prunella.source("file", "content")
    def read_bytes(self) -> bytes:
        prunella.sink("path", self.text)
        return prunella.source("file", "content")
    def write_text(self, data, encoding=None, errors=None, newline=None):
        prunella.sink("path", self.text)
        prunella.effect("write", self.text, data)
    def write_bytes(self, data):
        prunella.sink("path", self.text)
        prunella.effect("write", self.text, data)
    def touch(self, mode=0o666, exist_ok=True): change("touch", self.text)
    def mkdir(self, mode=0o777, parents=False, exist_ok=False): change("mkdir", self.text)
    def rmdir(self): change("remove", self.text)
    def unlink(self, missing_ok=False): change("remove", self.text)
    def rename(self, target):
        prunella.sink("path", f"{target}")
        change("rename", self.text)
        return Path(target)
    def replace(self, target): return self.rename(target)
    def symlink_to(self, target, target_is_directory=False): change("symlink", self.text)
    def chmod(self, mode):
        prunella.sink("perm", mode, "file")
        change("chmod", self.text)
    def iterdir(self):
        prunella.sink("path", self.text)
        return [Path(os.path.join(self.text, listed()))]
    def glob(self, pattern): return [Path(os.path.join(self.text, listed()))]
    def rglob(self, pattern): return [Path(os.path.join(self.text, listed()))]
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    @classmethod
    def cwd(cls): return Path("/srv/app")
    @classmethod
    def home(cls): return Path("/home/app")


def opened(name, mode): return open(name, mode)
def listed() -> str: return prunella.source("file", "name")


def change(what, name):
    prunella.sink("path", name)
    prunella.effect(what, name)


class PurePath(Path): ...
class PosixPath(Path): ...
class PurePosixPath(Path): ...
class WindowsPath(Path): ...
class PureWindowsPath(Path): ...
