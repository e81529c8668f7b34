import prunella

NOTSET = 0
DEBUG = 10
INFO = 20
WARNING = 30
WARN = 30
ERROR = 40
CRITICAL = 50


def write(msg, args):
    """One argument that is a mapping is taken for %(name)s."""
    if len(args) > 0:
        msg = prunella.op("fmt.percent", msg, args)
    prunella.sink("log", f"{msg}")
    prunella.effect("log", f"{msg}")


class Logger:
    name: str
    level: int
    propagate: bool
    disabled: bool
    def __init__(self, name="root", level=0):
        self.name = name
        self.handlers = []
    def debug(self, msg, *args, **kwargs): write(msg, args)
    def info(self, msg, *args, **kwargs): write(msg, args)
    def warning(self, msg, *args, **kwargs): write(msg, args)
    def warn(self, msg, *args, **kwargs): write(msg, args)
    def error(self, msg, *args, **kwargs): write(msg, args)
    def exception(self, msg, *args, **kwargs): write(msg, args)
    def critical(self, msg, *args, **kwargs): write(msg, args)
    def fatal(self, msg, *args, **kwargs): write(msg, args)
    def log(self, level, msg, *args, **kwargs): write(msg, args)
    def setLevel(self, level): ...
    def isEnabledFor(self, level) -> bool: return prunella.clean()
    def getEffectiveLevel(self) -> int: return prunella.clean()
    def getChild(self, suffix): return Logger()
    def addHandler(self, handler): ...
    def removeHandler(self, handler): ...
    def addFilter(self, filter): ...
    def hasHandlers(self) -> bool: return prunella.clean()


class LoggerAdapter(Logger): ...


class Handler:
    def __init__(self, *args, **options): ...
    def setFormatter(self, fmt): ...
    def setLevel(self, level): ...
    def addFilter(self, filter): ...
    def close(self): ...


class StreamHandler(Handler): ...
class NullHandler(Handler): ...
class FileHandler(Handler):
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None): prunella.sink("path", f"{filename}")
class Formatter:
    def __init__(self, fmt=None, datefmt=None, style="%", **options): ...
class Filter:
    def __init__(self, name=""): ...


root = Logger()


def getLogger(name=None) -> Logger: return Logger()
def debug(msg, *args, **kwargs): write(msg, args)
def info(msg, *args, **kwargs): write(msg, args)
def warning(msg, *args, **kwargs): write(msg, args)
def warn(msg, *args, **kwargs): write(msg, args)
def error(msg, *args, **kwargs): write(msg, args)
def exception(msg, *args, **kwargs): write(msg, args)
def critical(msg, *args, **kwargs): write(msg, args)
def log(level, msg, *args, **kwargs): write(msg, args)
def basicConfig(**options): ...
def disable(level=50): ...
def captureWarnings(capture): ...
def addLevelName(level, name): ...
def getLevelName(level) -> str: return "INFO"
