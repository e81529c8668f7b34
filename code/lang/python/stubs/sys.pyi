import prunella

platform: str = prunella.clean()
version = "3.12"
version_info = (3, 12, 0)
byteorder = "little"
maxsize = 9223372036854775807
executable = "/usr/bin/python3"
path = []
modules = {}
flags = None


class Args:
    """argv: what the one who starts the program types."""
    def __getitem__(self, i) -> str:
        """The first is the program's own name."""
        if i == 0:
            return prunella.clean()
        return prunella.source("args", "argv")
    def __iter__(self): return [prunella.source("args", "argv")]
    def __contains__(self, x): return prunella.clean()
    def __len__(self) -> int: return prunella.clean()
    def pop(self, i=-1) -> str: return prunella.source("args", "argv")


argv = Args()


class Input:
    def read(self, n=-1) -> str: return prunella.source("stdin", "stdin", prunella.clean())
    def readline(self, n=-1) -> str: return prunella.source("stdin", "stdin", prunella.clean())
    def readlines(self): return [self.read()]
    def __iter__(self): return [self.read()]
    @property
    def buffer(self): return self
    def isatty(self) -> bool: return prunella.clean()
    def fileno(self) -> int: return 0


class Output:
    def write(self, s): prunella.effect("print", s)
    def writelines(self, lines): prunella.effect("print", lines)
    def flush(self): ...
    @property
    def buffer(self): return self
    def isatty(self) -> bool: return prunella.clean()


stdin = Input()
stdout = Output()
stderr = Output()


def exit(status=None):
    raise SystemExit(status)
def exc_info() -> tuple: return (prunella.clean(), prunella.clean(), prunella.clean())
def getsizeof(x, default=0) -> int: return prunella.clean()
def setrecursionlimit(n): ...
def getrecursionlimit() -> int: return prunella.clean()
def getdefaultencoding() -> str: return "utf-8"
def getfilesystemencoding() -> str: return "utf-8"
