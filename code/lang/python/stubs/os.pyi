import prunella
import os.path

sep = "/"
linesep = "\n"
name = "posix"
O_RDONLY = 0
O_WRONLY = 1
O_RDWR = 2
O_CREAT = 64
O_EXCL = 128
O_TRUNC = 512


def variable(key) -> str: return prunella.source("env", key)


class Environ:
    def get(self, key, default=None):
        v = variable(key)
        if v is None or prunella.clean():
            return default
        return v
    def __getitem__(self, key) -> str: return variable(key)
    def __contains__(self, key): return prunella.clean()
    def __setitem__(self, key, value): ...
    def setdefault(self, key, value): return self.get(key, value)
    def copy(self): return self
    def items(self): return [(prunella.clean(), prunella.source("env", "value"))]


environ = Environ()


def getenv(key, default=None): return environ.get(key, default)
def system(command) -> int:
    prunella.sink("shell", command)
    prunella.effect("process", command)
    return 0
def popen2(cmd, mode="t", bufsize=-1):
    prunella.sink("shell", cmd)
    return (File(), File())
def popen3(cmd, mode="t", bufsize=-1): return popen2(cmd)
def popen4(cmd, mode="t", bufsize=-1): return popen2(cmd)
def popen(command, mode="r", buffering=-1) -> File:
    prunella.sink("shell", command)
    prunella.effect("process", command)
    return File()
class File:
    def read(self, n=-1) -> str: return prunella.clean()
    def readlines(self) -> list: return [prunella.clean()]
    def close(self): ...
    def __iter__(self): return [prunella.clean()]
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
def execl(path, *args): prunella.sink("exec", path, args)
def execv(path, args): prunella.sink("exec", path, args)
def execvp(file, args): prunella.sink("exec", file, args)
def execve(path, args, env): prunella.sink("exec", path, args)
def spawnl(mode, path, *args): prunella.sink("exec", path, args)
def spawnv(mode, path, args): prunella.sink("exec", path, args)
def startfile(path): prunella.sink("exec", path, [])
def open(path, flags=0, mode=0o777, dir_fd=None) -> int:
    prunella.sink("path", path)
    if flags & 64:
        prunella.sink("perm", mode, "file")
    prunella.effect("open", path, flags)
    return prunella.clean()
def fdopen(fd, mode="r", encoding=None): return builtin_open(fd)
def builtin_open(fd): return File()
def remove(path):
    prunella.sink("path", path)
    prunella.effect("remove", path)
def unlink(path):
    prunella.sink("path", path)
    prunella.effect("remove", path)
def rename(src, dst):
    prunella.sink("path", src)
    prunella.sink("path", dst)
    prunella.effect("rename", src, dst)
def replace(src, dst):
    prunella.sink("path", src)
    prunella.sink("path", dst)
    prunella.effect("rename", src, dst)
def mkdir(path, mode=None, dir_fd=None):
    prunella.sink("path", path)
    if mode is not None:
        prunella.sink("perm", mode, "new folder")
    prunella.effect("mkdir", path)
def makedirs(name, mode=None, exist_ok=False):
    prunella.sink("path", name)
    if mode is not None:
        prunella.sink("perm", mode, "new folder")
    prunella.effect("mkdir", name)
def rmdir(path):
    prunella.sink("path", path)
    prunella.effect("remove", path)
def listdir(path=".") -> list:
    prunella.sink("path", path)
    return [prunella.source("file", "name")]
def scandir(path=".") -> list:
    prunella.sink("path", path)
    return [prunella.clean()]
def walk(top, topdown=True) -> list:
    prunella.sink("path", top)
    return [(top, [prunella.source("file", "name")], [prunella.source("file", "name")])]
def stat(path, follow_symlinks=True):
    prunella.sink("path", path)
    return prunella.clean()
def chmod(path, mode, dir_fd=None, follow_symlinks=True):
    prunella.sink("perm", mode, "file")
    prunella.effect("chmod", path, mode)
def tempnam(dir=None, prefix=None) -> str:
    prunella.sink("temp", "tempnam")
    return "/tmp/tmpfile"
def tmpnam() -> str:
    prunella.sink("temp", "tmpnam")
    return "/tmp/tmpfile"
def umask(mask) -> int:
    if mask == 0:
        prunella.sink("perm", 0o777, "folder")
    return prunella.clean()
def getcwd() -> str: return "/srv/app"
def getpid() -> int: return prunella.clean()
def urandom(n) -> bytes: return prunella.clean()
def close(fd): ...
def write(fd, data) -> int: return prunella.clean()
def fspath(path): return path
def fsync(fd): ...
def access(path, mode) -> bool:
    prunella.sink("path", path)
    return prunella.clean()
def symlink(src, dst):
    prunella.sink("path", dst)
def path_exists(p): return prunella.clean()
