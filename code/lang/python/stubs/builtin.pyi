"""Names that need no import. Methods of str, list, dict and so on are those of
the classes of that name here."""
import prunella


class object: ...


class str:
    def upper(self) -> str: return prunella.op("text.upper", self)
    def lower(self) -> str: return prunella.op("text.lower", self)
    def casefold(self) -> str: return prunella.op("text.lower", self)
    def title(self) -> str: return prunella.op("text.title", self)
    def capitalize(self) -> str: return prunella.op("text.title", self)
    def swapcase(self) -> str: return prunella.op("text.lower", self)
    def strip(self, chars=None) -> str:
        if chars is None:
            return prunella.op("text.trim", self)
        return prunella.op("text.trim", self, chars)
    def lstrip(self, chars=None) -> str:
        if chars is None:
            return prunella.op("text.trim_left", self)
        return prunella.op("text.trim_left", self, chars)
    def rstrip(self, chars=None) -> str:
        if chars is None:
            return prunella.op("text.trim_right", self)
        return prunella.op("text.trim_right", self, chars)
    def removeprefix(self, prefix) -> str: return prunella.op("text.trim_prefix", self, prefix)
    def removesuffix(self, suffix) -> str: return prunella.op("text.trim_suffix", self, suffix)
    def replace(self, old, new, count=-1) -> str: return prunella.op("text.replace", self, old, new, count)
    def split(self, sep=None, maxsplit=-1) -> list:
        if sep is None:
            return prunella.op("text.fields", self)
        if maxsplit < 0:
            return prunella.op("text.split", self, sep)
        return prunella.op("text.split", self, sep, maxsplit + 1)
    def rsplit(self, sep=None, maxsplit=-1) -> list:
        if sep is None:
            return prunella.op("text.fields", self)
        if maxsplit < 0:
            return prunella.op("text.split", self, sep)
        return prunella.op("text.rsplit", self, sep, maxsplit + 1)
    def splitlines(self, keepends=False) -> list: return prunella.op("text.split", self, "\n")
    def partition(self, sep) -> tuple: return prunella.op("text.partition", self, sep)
    def rpartition(self, sep) -> tuple: return prunella.op("text.rpartition", self, sep)
    def join(self, items) -> str:
        if isinstance(items, list):
            return prunella.op("text.join", items, self)
        return prunella.op("text.join", [i for i in items], self)
    def format(self, *args, **kwargs) -> str: return prunella.op("fmt.format", self, args, kwargs)
    def format_map(self, mapping) -> str: return prunella.op("fmt.format", self, [], mapping)
    def startswith(self, prefix, start=0) -> bool:
        if isinstance(prefix, tuple):
            for p in prefix:
                if prunella.op("text.has_prefix", self, p):
                    return True
            return False
        return prunella.op("text.has_prefix", self, prefix)
    def endswith(self, suffix) -> bool:
        if isinstance(suffix, tuple):
            for s in suffix:
                if prunella.op("text.has_suffix", self, s):
                    return True
            return False
        return prunella.op("text.has_suffix", self, suffix)
    def find(self, sub, start=0) -> int: return prunella.op("text.index", self, sub)
    def index(self, sub, start=0) -> int: return prunella.op("text.index", self, sub)
    def rfind(self, sub) -> int: return prunella.op("text.last_index", self, sub)
    def count(self, sub) -> int: return prunella.op("text.count", self, sub)
    def isdigit(self) -> bool: return prunella.op("text.isdigit", self)
    def isdecimal(self) -> bool: return prunella.op("text.isdigit", self)
    def isnumeric(self) -> bool: return prunella.op("text.isdigit", self)
    def isalpha(self) -> bool: return prunella.op("text.isalpha", self)
    def isalnum(self) -> bool: return prunella.op("text.isalnum", self)
    def isidentifier(self) -> bool: return prunella.op("text.isidentifier", self)
    def isascii(self) -> bool: return prunella.op("text.isascii", self)
    def isspace(self) -> bool: return prunella.op("text.isspace", self)
    def isupper(self) -> bool: ...
    def islower(self) -> bool: ...
    def encode(self, encoding="utf-8", errors="strict") -> bytes: return prunella.op("text.encode", self, encoding, errors)
    def translate(self, table) -> str: return prunella.op("text.translate_table", self, table)
    def zfill(self, width) -> str: return prunella.op("text.pad_left", self, width, "0")
    def ljust(self, width, fill=" ") -> str: return prunella.op("text.pad_right", self, width, fill)
    def rjust(self, width, fill=" ") -> str: return prunella.op("text.pad_left", self, width, fill)
    def center(self, width, fill=" ") -> str: return prunella.op("text.pad_left", self, width, fill)
    def expandtabs(self, n=8) -> str: return prunella.op("text.replace", self, "\t", " ", -1)


class bytes:
    def decode(self, encoding="utf-8", errors="strict") -> str: return prunella.op("text.decode", self, encoding, errors)
    def hex(self) -> str: return prunella.op("hex.encode", self)
    def strip(self, chars=None) -> bytes: return prunella.op("text.trim", self)
    def replace(self, old, new, count=-1) -> bytes: return prunella.op("text.replace", self, old, new, count)
    def split(self, sep=None, maxsplit=-1) -> list: return prunella.op("text.split", self, sep)
    def join(self, items) -> bytes: return prunella.op("text.join", [i for i in items], self)
    def startswith(self, prefix) -> bool: return prunella.op("text.has_prefix", self, prefix)
    def endswith(self, suffix) -> bool: return prunella.op("text.has_suffix", self, suffix)
    def find(self, sub) -> int: return prunella.op("text.index", self, sub)
    def lower(self) -> bytes: return prunella.op("text.lower", self)
    def upper(self) -> bytes: return prunella.op("text.upper", self)


class bytearray(bytes): ...


class list:
    def append(self, item): prunella.append(self, item)
    def add(self, item): prunella.append(self, item)
    def extend(self, items):
        for i in items:
            prunella.append(self, i)
    def insert(self, at, item): prunella.become(self, [*self[:at], item, *self[at:]])
    def pop(self, at=-1):
        item = self[at]
        del self[at]
        return item
    def remove(self, item): prunella.become(self, [i for i in self if i != item])
    def sort(self, key=None, reverse=False): ...
    def reverse(self): prunella.become(self, self[::-1])
    def clear(self): prunella.become(self, [])
    def copy(self): return [i for i in self]
    def index(self, item) -> int: return prunella.clean()
    def count(self, item) -> int: return prunella.clean()


class tuple(list): ...


class set(list):
    def add(self, item): prunella.append(self, item)
    def update(self, items):
        for i in items:
            prunella.append(self, i)
    def discard(self, item): prunella.become(self, [i for i in self if i != item])
    def union(self, other): return [*self, *other]
    def intersection(self, other): return [i for i in self if i in other]
    def difference(self, other): return [i for i in self if i not in other]


class frozenset(set): ...


class dict:
    def get(self, key, default=None):
        if key in self:
            return self[key]
        return default
    def keys(self): return [k for k in self]
    def values(self): return [self[k] for k in self]
    def items(self): return [(k, self[k]) for k in self]
    def update(self, other=None, **kwargs):
        if other is not None:
            for k in other:
                self[k] = other[k]
        for k in kwargs:
            self[k] = kwargs[k]
    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]
    def pop(self, key, default=None):
        if key in self:
            item = self[key]
            del self[key]
            return item
        return default
    def copy(self): return {k: self[k] for k in self}
    def clear(self): prunella.become(self, {})
    def popitem(self):
        for k in self:
            return (k, self[k])
    def has_key(self, key): return key in self
    def iteritems(self): return [(k, self[k]) for k in self]
    def itervalues(self): return [self[k] for k in self]
    def iterkeys(self): return [k for k in self]
    def fromkeys(self, keys, value=None): return {k: value for k in keys}


class int:
    def to_bytes(self, length=1, byteorder="big") -> bytes: return prunella.clean()
    def bit_length(self) -> int: return prunella.clean()


class float:
    def is_integer(self) -> bool: return prunella.clean()
class bool: ...


class BaseException:
    def __init__(self, *args):
        self.args = args
    def __str__(self) -> str: return prunella.op("text.join", self.args, " ")


class Exception(BaseException): ...
class ValueError(Exception): ...
class TypeError(Exception): ...
class LookupError(Exception): ...
class KeyError(LookupError): ...
class IndexError(LookupError): ...
class AttributeError(Exception): ...
class AssertionError(Exception): ...
class RuntimeError(Exception): ...
class NotImplementedError(RuntimeError): ...
class OSError(Exception): ...
class IOError(OSError): ...
class EnvironmentError(OSError): ...
class ConnectionError(OSError): ...
class TimeoutError(OSError): ...
class FileExistsError(OSError): ...
class IsADirectoryError(OSError): ...
class NotADirectoryError(OSError): ...
class ImportError(Exception): ...
class ModuleNotFoundError(ImportError): ...
class NameError(Exception): ...
class SyntaxError(Exception): ...
class ArithmeticError(Exception): ...
class ZeroDivisionError(ArithmeticError): ...
class OverflowError(ArithmeticError): ...
class UnicodeError(ValueError): ...
class UnicodeEncodeError(UnicodeError): ...
class RecursionError(RuntimeError): ...
class StopAsyncIteration(Exception): ...
class EOFError(Exception): ...
class MemoryError(Exception): ...
class Warning(Exception): ...
class UserWarning(Warning): ...
class DeprecationWarning(Warning): ...
class FileNotFoundError(OSError): ...
class PermissionError(OSError): ...
class UnicodeDecodeError(ValueError): ...
class StopIteration(Exception): ...
class KeyboardInterrupt(BaseException): ...
class SystemExit(BaseException): ...


def to_str(x="", encoding=None, errors=None) -> str:
    if encoding is not None:
        return prunella.op("text.decode", x, encoding, errors or "strict")
    return f"{x}"
def to_int(x=0, base=10) -> int:
    if not prunella.op("int.valid", x, base):
        raise ValueError("invalid literal for int()")
    return prunella.op("int.parse", x, base)
def to_float(x=0.0) -> float:
    if not prunella.op("float.valid", x):
        raise ValueError("could not convert string to float")
    return prunella.op("float.parse", x)
def to_bool(x=False) -> bool:
    return not not x
def to_bytes(x=b"", encoding=None, errors=None) -> bytes:
    if isinstance(x, list):
        return b"".join([prunella.op("text.chr", i) for i in x])
    return prunella.op("text.encode", x, "utf-8", "strict")
def to_bytearray(x=b"", encoding=None, errors=None) -> bytes: return x
def to_list(items=[]) -> list: return [i for i in items]
def to_tuple(items=()) -> tuple: return (*items,)
def to_set(items=()) -> set: return {i for i in items}
def to_frozenset(items=()) -> set: return {i for i in items}
def to_dict(other=None, **kwargs) -> dict:
    out = {}
    if isinstance(other, dict):
        for k in other:
            out[k] = other[k]
    elif other is not None:
        for k, v in other:
            out[k] = v
    for k in kwargs:
        out[k] = kwargs[k]
    return out


def repr(x) -> str: return prunella.op("text.repr", x)
def ascii(x) -> str: return prunella.op("text.repr", x)
def format(x, spec="") -> str: return prunella.op("fmt.fstring_spec", x, spec)
def len(x) -> int: return prunella.op("text.len", x)
def print(*args, sep=" ", end="\n", file=None, flush=False):
    if file is not None:
        for a in args:
            file.write(f"{a}")
    prunella.effect("print", args)
def _another(kind, name) -> str:
    """What is read next is another text than what was read before."""
    return prunella.source(kind, name, prunella.clean())


def input(prompt="") -> str: return _another("stdin", "input")
def eval(source, globals=None, locals=None):
    prunella.sink("code", source)
    if prunella.op("code.formula", source):
        return prunella.op("code.value", source)
    return prunella.unknown(source)
def exec(source, globals=None, locals=None): prunella.sink("code", source)
def compile(source, filename="", mode="exec", flags=0):
    return source
def __import__(name, *args):
    prunella.sink("code", name)


class File:
    """What open returns."""
    def __init__(self, name, mode="r"):
        self.name = name
        self.mode = mode
    def read(self, n=-1) -> str: return prunella.source("file", "content")
    def readline(self, n=-1) -> str: return _another("file", "line")
    def readlines(self) -> list: return [_another("file", "line")]
    def __iter__(self): return [_another("file", "line")]
    def write(self, data):
        prunella.effect("write", self.name, data)
        return prunella.clean()
    def writelines(self, lines): prunella.effect("write", self.name, lines)
    def close(self): ...
    def flush(self): ...
    def seek(self, at, whence=0): ...
    def fileno(self) -> int: return prunella.clean()
    def __enter__(self): return self
    def __exit__(self, kind, value, trace): ...


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None) -> File:
    prunella.sink("path", f"{file}")
    prunella.effect("open", f"{file}", mode)
    return File(file, mode)


def sorted(items, key=None, reverse=False) -> list: return [i for i in items]
def reversed(items) -> list: return [i for i in items]
def enumerate(items, start=0): return prunella.op("list.enumerate", items, start)
def zip(*lists): return prunella.op("list.zip", *lists)
def map(fn, *lists): return [fn(i) for i in lists[0]]
def filter(fn, items): return [i for i in items if fn is None or fn(i)]
def iter(items, sentinel=None): return items
def next(items, default=None):
    for i in items:
        return i
    return default
def range(*args): return prunella.op("list.range", *args)
def any(items) -> bool:
    for i in items:
        if i:
            return True
    return False
def all(items) -> bool:
    for i in items:
        if not i:
            return False
    return True
def min(*args, key=None, default=None): return prunella.op("num.min", *args)
def max(*args, key=None, default=None): return prunella.op("num.max", *args)
def sum(items, start=0): return prunella.op("num.sum", items)
def abs(x): return prunella.op("num.abs", x)
def round(x, n=None): return prunella.op("num.round", x)
def pow(a, b, m=None): return prunella.clean()
def divmod(a, b): return (a // b, a % b)
def ord(c) -> int: return prunella.op("text.ord", c)
def chr(i) -> str: return prunella.op("text.chr", i)
def hex(i) -> str: return prunella.op("int.format", i, 16)
def bin(i) -> str: return prunella.op("int.format", i, 2)
def hash(x) -> int: return prunella.clean()
def id(x) -> int: return prunella.clean()
def callable(x) -> bool: return prunella.clean()
def getattr(obj, name, default=None):
    v = prunella.getattr(obj, name)
    if v is None:
        return default
    return v
def setattr(obj, name, value): prunella.setattr(obj, name, value)
def delattr(obj, name): ...
def unicode(x="", encoding=None, errors=None) -> str: return f"{x}"
def basestring(x="") -> str: return f"{x}"
def unichr(i) -> str: return prunella.op("text.chr", i)
def long(x=0, base=10) -> int: return to_int(x, base)
def xrange(*args): return prunella.op("list.range", *args)
def raw_input(prompt="") -> str: return _another("stdin", "input")
def execfile(name, globals=None, locals=None):
    prunella.sink("path", name)
def file(name, mode="r", buffering=-1): return open(name, mode)
def reduce(fn, items, initial=None):
    out = initial
    for i in items:
        out = i if out is None else fn(out, i)
    return out
def cmp(a, b) -> int: return prunella.clean()
def oct(i) -> str: return prunella.op("int.format", i, 8)
def memoryview(x): return x
def slice(*bounds): return prunella.clean()
def complex(real=0, imag=0): return prunella.clean()
def aiter(items): return items
def anext(items, default=None): return next(items, default)
def breakpoint(): ...
def exit(code=None):
    raise SystemExit(code)
def quit(code=None):
    raise SystemExit(code)
def hasattr(obj, name) -> bool: return prunella.clean()
def issubclass(a, b) -> bool: return prunella.clean()
def globals() -> dict: return prunella.clean()
def locals() -> dict: return prunella.clean()
def vars(obj=None) -> dict: return prunella.unknown(obj)
def dir(obj=None) -> list: return prunella.clean()
def type(obj, *rest): return prunella.clean()
