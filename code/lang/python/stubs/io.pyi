import prunella


class StringIO:
    def __init__(self, initial_value="", newline="\n"):
        self.text = initial_value
    def read(self, n=-1) -> str: return self.text
    def readline(self, n=-1) -> str: return self.text
    def readlines(self, n=-1): return prunella.op("text.split", self.text, "\n")
    def getvalue(self) -> str: return self.text
    def getbuffer(self): return self.text
    def write(self, s):
        self.text = self.text + s
        return prunella.clean()
    def writelines(self, lines):
        for line in lines:
            self.write(line)
    def __iter__(self): return prunella.op("text.split", self.text, "\n")
    def seek(self, at, whence=0): ...
    def tell(self) -> int: return prunella.clean()
    def truncate(self, size=None): ...
    def flush(self): ...
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class BytesIO(StringIO):
    def __init__(self, initial_bytes=b""):
        self.text = initial_bytes


class TextIOWrapper:
    def __init__(self, buffer, encoding=None, errors=None, newline=None, **options):
        self.buffer = buffer
    def read(self, n=-1): return prunella.unknown(self.buffer.read())
    def __iter__(self): return [prunella.unknown(self.buffer.read())]


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, **options): return opened(file, mode)
def opened(file, mode):
    prunella.sink("path", file)
    return prunella.clean()
