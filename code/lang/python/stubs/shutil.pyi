import os.path
import prunella


class Error(OSError): ...


def two(what, src, dst):
    prunella.sink("path", src)
    prunella.sink("path", dst)
    prunella.effect(what, src, dst)
    return dst


def copy(src, dst, follow_symlinks=True): return two("copy", src, dst)
def copy2(src, dst, follow_symlinks=True): return two("copy", src, dst)
def copyfile(src, dst, follow_symlinks=True): return two("copy", src, dst)
def copytree(src, dst, **options): return two("copy", src, dst)
def move(src, dst, copy_function=None): return two("rename", src, dst)
def copyfileobj(fsrc, fdst, length=0): fdst.write(fsrc.read())
def rmtree(path, ignore_errors=False, onerror=None, onexc=None, dir_fd=None):
    prunella.sink("path", path)
    prunella.effect("remove", path)
def unpack_archive(filename, extract_dir=None, format=None, filter=None):
    prunella.sink("path", filename)
    prunella.sink("path", extract_dir)
    prunella.sink("bomb", filename)
    if format != "zip" and filter is None:
        prunella.sink("path", os.path.join(extract_dir or "", member()))
    prunella.effect("write", extract_dir)


def member() -> str: return prunella.source("file.entry", "name")


def make_archive(base_name, format, root_dir=None, base_dir=None, **options) -> str:
    prunella.sink("path", base_name)
    return base_name
def which(cmd, mode=0, path=None) -> str: return prunella.clean()
def disk_usage(path) -> tuple: return (prunella.clean(), prunella.clean(), prunella.clean())
def chown(path, user=None, group=None): prunella.sink("path", path)
def get_terminal_size(fallback=(80, 24)) -> tuple: return (80, 24)
