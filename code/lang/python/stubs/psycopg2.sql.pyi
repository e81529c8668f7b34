"""Statements put together from parts that quote themselves."""
import prunella


class Composed:
    def __init__(self, text=""):
        if isinstance(text, list):
            self.text = "".join([part(p) for p in text])
        else:
            self.text = text
    def format(self, *args, **kwargs):
        return Composed(prunella.op("fmt.format", self.text, [part(a) for a in args], {k: part(kwargs[k]) for k in kwargs}))
    def join(self, items): return Composed(prunella.op("text.join", [part(i) for i in items], self.text))
    def __add__(self, other): return Composed(self.text + part(other))
    def as_string(self, context=None) -> str: return self.text


def part(x):
    if isinstance(x, Composed):
        return x.text
    return "NULL"


class SQL(Composed):
    def __init__(self, string):
        self.text = string


class Identifier(Composed):
    def __init__(self, *names):
        self.text = ".".join([prunella.op("sql.quote_identifier", n) for n in names])


class Literal(Composed):
    def __init__(self, value):
        self.text = prunella.op("sql.quote", f"{value}")


class Placeholder(Composed):
    def __init__(self, name=None, **options):
        self.text = "%s"


NULL = SQL("NULL")
DEFAULT = SQL("DEFAULT")
