import prunella

sep = "/"
altsep = None
pardir = ".."
curdir = "."


def join(base, *names) -> str: return prunella.op("path.join", "python", f"{base}", *[f"{n}" for n in names])
def basename(p) -> str: return prunella.op("path.base", "python", f"{p}")
def dirname(p) -> str: return prunella.op("path.dir", "python", f"{p}")
def normpath(p) -> str: return prunella.op("path.clean", f"{p}")
def normcase(p) -> str: return p
def abspath(p) -> str: return prunella.op("path.abs", f"{p}")
def realpath(p, strict=False) -> str: return prunella.op("path.realpath", f"{p}")
def relpath(p, start=".") -> str: return prunella.op("path.rel", start, p)
def split(p) -> tuple: return (prunella.op("path.dir", "python", p), prunella.op("path.base", "python", p))
def splitext(p) -> tuple: return (prunella.op("path.stem", p), prunella.op("path.ext", p))
def splitdrive(p) -> tuple: return ("", p)
def isabs(p) -> bool: return prunella.op("path.is_abs", p)
def commonpath(paths) -> str: return prunella.op("path.common", paths)
def commonprefix(paths) -> str: return prunella.op("text.common_prefix", paths)
def expanduser(p) -> str: return p
def expandvars(p) -> str: return prunella.unknown(p) if "$" in p else p
def exists(p) -> bool: return prunella.clean()
def lexists(p) -> bool: return prunella.clean()
def isfile(p) -> bool: return prunella.clean()
def isdir(p) -> bool: return prunella.clean()
def islink(p) -> bool: return prunella.clean()
def ismount(p) -> bool: return prunella.clean()
def samefile(a, b) -> bool: return prunella.clean()
def getsize(p) -> int: return prunella.clean()
def getmtime(p) -> float: return prunella.clean()
def getctime(p) -> float: return prunella.clean()
def getatime(p) -> float: return prunella.clean()
