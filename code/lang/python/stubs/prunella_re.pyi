"""Regular expressions. Flags become part of the pattern."""
import prunella

A = ASCII = 256
I = IGNORECASE = 2
L = LOCALE = 4
M = MULTILINE = 8
S = DOTALL = 16
X = VERBOSE = 64
U = UNICODE = 32


class error(Exception): ...


class Match:
    def __init__(self, pattern, string, groups):
        self.pattern = pattern
        self.re = pattern
        self.string = string
        self.found = groups
    def group(self, *names):
        if len(names) == 0:
            return self.found[0]
        if len(names) > 1:
            return tuple([self.one(n) for n in names])
        return self.one(names[0])
    def one(self, name):
        if isinstance(name, int):
            return self.found[name]
        return self.groupdict()[name]
    def __getitem__(self, name): return self.one(name)
    def groups(self, default=None) -> tuple: return tuple(self.found[1:])
    def groupdict(self, default=None) -> dict:
        out = {}
        for i, name in enumerate(prunella.op("regex.names", self.pattern, "python")):
            if name:
                out[name] = self.found[i]
        return out
    def start(self, group=0) -> int: return prunella.clean()
    def end(self, group=0) -> int: return prunella.clean()
    def span(self, group=0) -> tuple: return (prunella.clean(), prunella.clean())
    def expand(self, template) -> str: return prunella.unknown(self.found, template)


def find(pattern, string, mode):
    if mode == "search":
        prunella.sink("regex.slow", pattern, string, prunella.op("text.len", string))
    elif mode == "fullmatch":
        prunella.sink("regex.slow", "^(?:" + pattern + ")$", string, prunella.op("text.len", string))
    else:
        prunella.sink("regex.slow", "^(?:" + pattern + ")", string, prunella.op("text.len", string))
    prunella.sink("regex", pattern, string)
    if prunella.op("regex.match", pattern, string, mode, "python"):
        return Match(pattern, string, prunella.op("regex.find", pattern, string, mode, "python"))
    return None


def text(pattern, flags=0) -> str:
    if isinstance(pattern, Pattern):
        return pattern.pattern
    if flags & 2:
        pattern = "(?i)" + pattern
    if flags & 8:
        pattern = "(?m)" + pattern
    if flags & 16:
        pattern = "(?s)" + pattern
    if flags & 64:
        pattern = "(?x)" + pattern
    prunella.sink("regex.range", pattern)
    prunella.sink("regex.tag", pattern)
    prunella.sink("regex.host", pattern)
    return pattern


class Pattern:
    def __init__(self, pattern):
        self.pattern = pattern
    def match(self, string, pos=0, endpos=0): return find(self.pattern, string, "match")
    def fullmatch(self, string, pos=0, endpos=0): return find(self.pattern, string, "fullmatch")
    def search(self, string, pos=0, endpos=0): return find(self.pattern, string, "search")
    def sub(self, repl, string, count=0): return replace(self.pattern, repl, string, count)
    def subn(self, repl, string, count=0): return (replace(self.pattern, repl, string, count), prunella.clean())
    def split(self, string, maxsplit=0):
        prunella.sink("regex", self.pattern, string)
        return prunella.op("regex.split", self.pattern, string, maxsplit, "python")
    def findall(self, string, pos=0, endpos=0): return findall_in(self.pattern, string)
    def finditer(self, string, pos=0, endpos=0): return finditer_in(self.pattern, string)


def replace(pattern, repl, string, count):
    prunella.sink("regex.slow", pattern, string, prunella.op("text.len", string))
    prunella.sink("regex", pattern, string)
    if callable(repl):
        return prunella.unknown(string, repl(Match(pattern, string, [string])))
    return prunella.op("regex.replace", pattern, repl, string, count, "python")


def findall_in(pattern, string) -> list:
    prunella.sink("regex.slow", pattern, string, prunella.op("text.len", string))
    prunella.sink("regex", pattern, string)
    return [m[0] if len(m) == 1 else (m[1] if len(m) == 2 else tuple(m[1:])) for m in prunella.op("regex.find_all", pattern, string, "python")]


def finditer_in(pattern, string) -> list:
    prunella.sink("regex.slow", pattern, string, prunella.op("text.len", string))
    prunella.sink("regex", pattern, string)
    return [Match(pattern, string, m) for m in prunella.op("regex.find_all", pattern, string, "python")]


def compile(pattern, flags=0) -> Pattern:
    if isinstance(pattern, Pattern):
        return pattern
    pattern = text(pattern, flags)
    prunella.sink("regex.cost", pattern)
    return Pattern(pattern)


def match(pattern, string, flags=0): return find(text(pattern, flags), string, "match")
def fullmatch(pattern, string, flags=0): return find(text(pattern, flags), string, "fullmatch")
def search(pattern, string, flags=0): return find(text(pattern, flags), string, "search")
def sub(pattern, repl, string, count=0, flags=0): return replace(text(pattern, flags), repl, string, count)
def subn(pattern, repl, string, count=0, flags=0): return (replace(text(pattern, flags), repl, string, count), prunella.clean())
def split(pattern, string, maxsplit=0, flags=0):
    prunella.sink("regex", text(pattern, flags), string)
    return prunella.op("regex.split", text(pattern, flags), string, maxsplit, "python")
def findall(pattern, string, flags=0): return findall_in(text(pattern, flags), string)
def finditer(pattern, string, flags=0): return finditer_in(text(pattern, flags), string)
def escape(pattern) -> str: return prunella.op("regex.escape", pattern, "python")
def purge(): ...
