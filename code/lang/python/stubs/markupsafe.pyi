import prunella


class Markup:
    """Text that is HTML: what it is made of must be, and its methods escape what
    they are given."""
    def __init__(self, base="", encoding=None, errors="strict"):
        if isinstance(base, Markup):
            self.text = base.text
        else:
            prunella.sink("html", base, "text/html")
            self.text = base
    @classmethod
    def of(cls, text):
        out = Markup("")
        out.text = text
        return out
    @classmethod
    def escape(cls, s): return escape(s)
    def __str__(self) -> str: return self.text
    def __html__(self) -> str: return self.text
    def format(self, *args, **kwargs):
        return Markup.of(prunella.op("fmt.format", self.text, [safe(a) for a in args], {k: safe(kwargs[k]) for k in kwargs}))
    def __mod__(self, values):
        if isinstance(values, tuple):
            return Markup.of(prunella.op("fmt.percent", self.text, tuple([safe(v) for v in values])))
        return Markup.of(prunella.op("fmt.percent", self.text, safe(values)))
    def __add__(self, other): return Markup.of(self.text + safe(other))
    def __radd__(self, other): return Markup.of(safe(other) + self.text)
    def join(self, items): return Markup.of(prunella.op("text.join", [safe(i) for i in items], self.text))
    def unescape(self) -> str: return prunella.op("html.unescape", self.text)
    def striptags(self) -> str: return prunella.op("html.strip_tags", self.text)
    def strip(self, chars=None): return Markup.of(self.text.strip())
    def replace(self, old, new, count=-1): return Markup.of(self.text.replace(old, safe(new)))
    def upper(self) -> str: return self.text.upper()
    def lower(self) -> str: return self.text.lower()


def safe(x) -> str:
    """x as markup: escaped unless it is some."""
    if isinstance(x, Markup):
        return x.text
    return prunella.op("html.escape", f"{x}")


def escape(s):
    return Markup.of(safe(s))


def escape_silent(s):
    if s is None:
        return Markup.of("")
    return Markup.of(safe(s))


def soft_str(s): return s
