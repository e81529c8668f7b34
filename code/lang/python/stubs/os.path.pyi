import prunella

sep = "/"


def join(base, *names) -> str: return prunella.op("path.join", "python", base, *names)
def basename(p) -> str: return prunella.op("path.base", "python", p)
def dirname(p) -> str: return prunella.op("path.dir", "python", p)
def normpath(p) -> str: return prunella.op("path.clean", p)
def abspath(p) -> str: return prunella.op("path.abs", p)
def realpath(p, strict=False) -> str: return prunella.op("path.realpath", p)
def relpath(p, start=".") -> str: return prunella.op("path.rel", start, p)
def split(p) -> tuple: return (prunella.op("path.dir", "python", p), prunella.op("path.base", "python", p))
def splitext(p) -> tuple: return (prunella.op("path.stem", p), prunella.op("path.ext", p))
def isabs(p) -> bool: return prunella.op("path.is_abs", p)
def commonpath(paths) -> str: return prunella.op("path.common", paths)
def commonprefix(paths) -> str: return prunella.op("text.common_prefix", paths)
def expanduser(p) -> str: return p
def expandvars(p) -> str: return p
def exists(p) -> bool: return prunella.clean()
def lexists(p) -> bool: return prunella.clean()
def isfile(p) -> bool: return prunella.clean()
def isdir(p) -> bool: return prunella.clean()
def islink(p) -> bool: return prunella.clean()
def getsize(p) -> int: return prunella.clean()
def getmtime(p) -> float: return prunella.clean()
