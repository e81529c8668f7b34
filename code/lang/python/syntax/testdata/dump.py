"""Writes the tree of each file named on standard input in the form of dump_test.go.

A file that this Python rejects is written as "invalid". After a line that says whether
positions inside f-strings are left out, there is one record per file:
path, number of bytes, newline, bytes.
"""
import ast
import struct
import sys
import warnings
import zlib

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


named = False  # the file has \\N{...} escapes, whose names we do not know


VAGUE = sys.version_info < (3, 12)  # positions inside f-strings are wrong


def digest(tag, data):
    if named and tag == "s":
        return "s~"
    return "%s%d:%08x" % (tag, len(data), zlib.crc32(data))


def place(n):
    v = n.value if isinstance(n, ast.keyword) else n  # 3.8 has no place for keywords
    return v.lineno, v.col_offset


def constant(v):
    if v is None or v is True or v is False:
        return str(v)
    if v is ...:
        return "Ellipsis"
    if isinstance(v, str):
        return digest("s", v.encode("utf-8", "surrogatepass"))
    if isinstance(v, bytes):
        return digest("b", v)
    if isinstance(v, int):
        return "%x" % v
    if isinstance(v, float):
        return "f" + struct.pack(">d", v).hex()
    return "j" + struct.pack(">d", v.imag).hex()


class Dump:
    def __init__(self):
        self.out = []
        self.quiet = 0  # inside an f-string, whose positions 3.11 gets wrong

    def open(self, kind, node=None, end=True):
        if node is None or self.quiet:
            self.out.append("(%s" % kind)
        elif end:
            self.out.append("(%s@%d:%d-%d:%d" % (kind, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset))
        else:
            self.out.append("(%s@%d:%d" % (kind, node.lineno, node.col_offset))

    def close(self):
        self.out.append(")")

    def word(self, w):
        self.out.append(" " + w)

    def opt(self, n):
        self.node(n) if n is not None else self.out.append("-")

    def nodes(self, ns):
        for n in ns:
            self.node(n)

    def block(self, b, optional=False):
        if optional and not b:
            self.out.append("-")
            return
        self.open("Block")
        self.nodes(b)
        self.close()

    def node(self, n):
        getattr(self, type(n).__name__, self.generic)(n)

    def generic(self, n):
        kind = type(n).__name__
        self.open(kind, n, not isinstance(n, ast.stmt))
        for f in n._fields:
            v = getattr(n, f)
            if f in ("ctx", "type_comment", "kind"):
                continue
            if f in ("body", "orelse", "finalbody") and isinstance(v, list):
                self.block(v, f != "body")
            elif isinstance(v, list):
                for x in v:
                    self.word(x) if isinstance(x, str) else self.node(x)
            elif v is None:
                self.out.append("-")
            elif isinstance(v, str):
                self.word(v)
            elif isinstance(v, (ast.operator, ast.boolop, ast.unaryop)):
                self.word(type(v).__name__)
            elif isinstance(v, ast.AST):
                self.node(v)
            else:
                self.word(str(v))
        self.close()

    def function(self, n, kind):
        self.decorators(n)
        self.open(kind, n, False)
        self.word(n.name)
        self.type_params(n)
        self.arguments(n.args)
        self.opt(n.returns)
        self.block(n.body)
        self.close()
        if n.decorator_list:
            self.close()

    def type_params(self, n):
        params = getattr(n, "type_params", None)
        if not params:
            return
        self.open("TypeParams")
        for p in params:
            self.open(type(p).__name__)
            self.word(p.name)
            self.opt(getattr(p, "bound", None))
            self.opt(getattr(p, "default_value", None))
            self.close()
        self.close()

    def TypeAlias(self, n):
        self.open("TypeAlias", n, False)
        self.word(n.name.id)
        self.type_params(n)
        self.node(n.value)
        self.close()

    def Index(self, n):  # 3.8
        self.node(n.value)

    def ExtSlice(self, n):  # 3.8
        self.open("Tuple")
        self.nodes(n.dims)
        self.close()

    def decorators(self, n):
        if n.decorator_list:
            self.open("Decorated")
            self.nodes(n.decorator_list)

    def FunctionDef(self, n):
        self.function(n, "FunctionDef")

    def AsyncFunctionDef(self, n):
        self.function(n, "AsyncFunctionDef")

    def ClassDef(self, n):
        self.decorators(n)
        self.open("ClassDef", n, False)
        self.word(n.name)
        self.type_params(n)
        self.nodes(sorted(n.bases + n.keywords, key=place))
        self.block(n.body)
        self.close()
        if n.decorator_list:
            self.close()

    def Lambda(self, n):
        self.open("Lambda", n)
        self.arguments(n.args)
        self.node(n.body)
        self.close()

    def arguments(self, a):
        self.open("Params")
        pos = [("PosOnly", x) for x in a.posonlyargs] + [("Normal", x) for x in a.args]
        defaults = [None] * (len(pos) - len(a.defaults)) + a.defaults
        rows = [(k, x, d) for (k, x), d in zip(pos, defaults)]
        if a.vararg:
            rows.append(("VarArgs", a.vararg, None))
        rows += [("KwOnly", x, d) for x, d in zip(a.kwonlyargs, a.kw_defaults)]
        if a.kwarg:
            rows.append(("KwArgs", a.kwarg, None))
        for k, x, d in rows:
            self.open(k)
            self.word(x.arg)
            self.opt(x.annotation)
            self.opt(d)
            self.close()
        self.close()

    def Assign(self, n):
        self.open("Assign", n, False)
        self.nodes(n.targets)
        self.node(n.value)
        self.close()

    def If(self, n):
        self.open("If", n, False)
        self.node(n.test)
        self.block(n.body)
        self.block(n.orelse, True)
        self.close()

    def Try(self, n):
        self.open("Try" if type(n) is ast.Try else "TryStar", n, False)
        self.block(n.body)
        for h in n.handlers:
            self.open("ExceptHandler", h, False)
            self.opt(h.type)
            self.word(h.name) if h.name else self.out.append("-")
            self.block(h.body)
            self.close()
        self.block(n.orelse, True)
        self.block(n.finalbody, True)
        self.close()

    TryStar = Try

    def ImportFrom(self, n):
        self.open("ImportFrom", n, False)
        self.word("%d" % n.level)
        self.word(n.module) if n.module else self.out.append("-")
        self.nodes(n.names)
        self.close()

    def alias(self, n):
        self.word(n.name + (" as " + n.asname if n.asname else ""))

    def withitem(self, n):
        self.open("WithItem")
        self.node(n.context_expr)
        self.opt(n.optional_vars)
        self.close()

    def With(self, n):
        self.open(type(n).__name__, n, False)
        self.nodes(n.items)
        self.block(n.body)
        self.close()

    AsyncWith = With

    def match_case(self, n):
        self.open("MatchCase")
        self.node(n.pattern)
        self.opt(n.guard)
        self.block(n.body)
        self.close()

    def IfExp(self, n):
        self.open("IfExp", n)
        self.node(n.body)
        self.node(n.test)
        self.node(n.orelse)
        self.close()

    def Dict(self, n):
        self.open("Dict", n)
        for k, v in zip(n.keys, n.values):
            self.opt(k)
            self.node(v)
        self.close()

    def comprehension(self, n):
        self.open("AsyncComprehension" if n.is_async else "Comprehension")
        self.node(n.target)
        self.node(n.iter)
        self.nodes(n.ifs)
        self.close()

    def Compare(self, n):
        self.open("Compare", n)
        self.node(n.left)
        for op, r in zip(n.ops, n.comparators):
            self.word(type(op).__name__)
            self.node(r)
        self.close()

    def Call(self, n):
        self.open("Call", n)
        self.node(n.func)
        self.nodes(sorted(n.args + n.keywords, key=place) if not self.quiet else n.args + n.keywords)
        self.close()

    def keyword(self, n):
        self.open("Keyword")
        self.word(n.arg or "**")
        self.node(n.value)
        self.close()

    def Name(self, n):
        self.open("Name", n)
        self.word(n.id)
        self.close()

    def Constant(self, n):
        self.open("Constant", n)
        self.word(constant(n.value))
        self.close()

    def JoinedStr(self, n):
        self.open("FString", n)
        self.parts(n)
        self.close()

    def parts(self, n):
        self.quiet += VAGUE
        text = ""
        for v in n.values:
            if isinstance(v, ast.Constant):
                text += v.value
                continue
            if text:
                self.word(constant(text))
            text = ""
            self.open("Field")
            self.node(v.value)
            self.word(chr(v.conversion) if v.conversion > 0 else "-")
            if v.format_spec is not None:
                self.open("Spec")
                self.parts(v.format_spec)
                self.close()
            self.close()
        if text:
            self.word(constant(text))
        self.quiet -= VAGUE

    def MatchValue(self, n):
        self.open("MatchValue", n)
        self.node(n.value)
        self.close()

    def MatchSingleton(self, n):
        self.open("MatchSingleton", n)
        self.word(str(n.value))
        self.close()

    def MatchMapping(self, n):
        self.open("MatchMapping", n)
        for k, p in zip(n.keys, n.patterns):
            self.node(k)
            self.node(p)
        self.word("**" + n.rest) if n.rest else None
        self.close()

    def MatchClass(self, n):
        self.open("MatchClass", n)
        self.node(n.cls)
        self.nodes(n.patterns)
        for k, p in zip(n.kwd_attrs, n.kwd_patterns):
            self.word(k + "=")
            self.node(p)
        self.close()


def dump(src):
    d = Dump()
    for s in ast.parse(src).body:
        d.node(s)
        d.out.append("\n")
    return "".join(d.out).encode("utf-8", "surrogatepass")


sys.stdout.write("vague\n" if VAGUE else "precise\n")
sys.stdout.flush()
for path in sys.stdin.buffer.read().split(b"\0"):
    with open(path, "rb") as f:
        src = f.read()
    named = b"\\N{" in src
    try:
        out = dump(src)
    except (SyntaxError, ValueError, UnicodeDecodeError, RecursionError, MemoryError):
        out = b"invalid"
    sys.stdout.buffer.write(b"%s %d\n%s" % (path, len(out), out))
