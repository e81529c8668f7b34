import prunella


class Temporary:
    name = "/tmp/tmpfile"
    def write(self, data): prunella.effect("write", "/tmp/tmpfile", data)
    def read(self, n=-1) -> bytes: return prunella.clean()
    def seek(self, at, whence=0): ...
    def flush(self): ...
    def close(self): ...
    def fileno(self) -> int: return prunella.clean()
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class TemporaryDirectory:
    name = "/tmp/tmpdir"
    def __init__(self, suffix=None, prefix=None, dir=None, **options): ...
    def cleanup(self): ...
    def __enter__(self) -> str: return "/tmp/tmpdir"
    def __exit__(self, a, b, c): ...


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, **options) -> Temporary: return Temporary()
def TemporaryFile(mode="w+b", *args, **options) -> Temporary: return Temporary()
def SpooledTemporaryFile(max_size=0, mode="w+b", *args, **options) -> Temporary: return Temporary()
def mkstemp(suffix=None, prefix=None, dir=None, text=False) -> tuple: return (prunella.clean(), "/tmp/tmpfile")
def mkdtemp(suffix=None, prefix=None, dir=None) -> str: return "/tmp/tmpdir"
def mktemp(suffix="", prefix="tmp", dir=None) -> str:
    prunella.sink("temp", "mktemp")
    return "/tmp/tmpfile"
def gettempdir() -> str: return "/tmp"
