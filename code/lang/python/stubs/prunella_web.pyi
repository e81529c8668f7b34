"""What the models of web frameworks share: the parts of a request."""
import prunella


def query(key) -> str: return prunella.source("http.query", key)
def form(key) -> str: return prunella.source("http.form", key)
def header(key) -> str:
    """No server lets a line break into a header (RFC 9110, 5.5)."""
    return prunella.op("text.strip_chars", prunella.source("http.header", key), "\r\n\0")
def cookie(key) -> str: return prunella.source("http.cookie", key)
def path(key) -> str: return prunella.source("http.path", key)
def url(key) -> str: return prunella.source("http.url", key)
def host(key) -> str: return prunella.source("http.host", key)
def body() -> bytes: return prunella.source("http.body", "body")
def upload(key) -> bytes: return prunella.source("http.file", key)
def filename(key) -> str: return prunella.source("http.filename", key)

def said(kind, key) -> str: return prunella.source(kind, key)


def several(kind, key) -> list:
    """What is given under one name, as often as somebody likes."""
    out = [said(kind, key)]
    more = said(kind + ".again", key)
    if more:
        out.append(more)
    return out


def yes() -> bool: return prunella.clean()
def number() -> int: return prunella.clean()


class QueryArgs:
    def get(self, key, default=None, type=None):
        v = query(key)
        if type is not None:
            return type(v)
        return v
    def getlist(self, key, type=None) -> list:
        if type is not None:
            return [type(v) for v in several("http.query", key)]
        return several("http.query", key)
    def getall(self, key, default=None) -> list: return several("http.query", key)
    def getone(self, key, default=None) -> str: return query(key)
    def get_list(self, key) -> list: return several("http.query", key)
    def pop(self, key, default=None) -> str: return query(key)
    def __getitem__(self, key) -> str: return query(key)
    def __contains__(self, key): return yes()
    def __iter__(self): return [query("key")]
    def items(self): return [(query("key"), query("value"))]
    def lists(self): return [(query("key"), [query("value")])]
    def keys(self): return [query("key")]
    def values(self): return [query("value")]
    def multi_items(self): return [(query("key"), query("value"))]
    def to_dict(self, flat=True) -> dict: return prunella.source("http.query", "all")
    def dict(self) -> dict: return prunella.source("http.query", "all")
    def copy(self): return self
    def urlencode(self, safe=None) -> str: return prunella.op("url.quote", query("all"), "=&")


class EitherArgs(QueryArgs):
    """Parameters of the query or of a form: who sends both is free to say two things."""
    def get(self, key, default=None, type=None):
        v = prunella.source("http.query.form", key)
        if type is not None:
            return type(v)
        return v
    def __getitem__(self, key) -> str: return prunella.source("http.query.form", key)
    def getlist(self, key, type=None) -> list:
        if type is not None:
            return [type(v) for v in several("http.query.form", key)]
        return several("http.query.form", key)


class LastQueryArgs(QueryArgs):
    """Parameters of which the last of a name is meant, as in Django."""
    def getlist(self, key, default=None) -> list: return several("http.query", key)[::-1]


class FormArgs:
    def get(self, key, default=None, type=None):
        v = form(key)
        if type is not None:
            return type(v)
        return v
    def getlist(self, key, type=None) -> list:
        if type is not None:
            return [type(v) for v in several("http.form", key)]
        return several("http.form", key)
    def getall(self, key, default=None) -> list: return several("http.form", key)
    def getone(self, key, default=None) -> str: return form(key)
    def pop(self, key, default=None) -> str: return form(key)
    def __getitem__(self, key) -> str: return form(key)
    def __contains__(self, key): return yes()
    def __iter__(self): return [form("key")]
    def items(self): return [(form("key"), form("value"))]
    def lists(self): return [(form("key"), [form("value")])]
    def keys(self): return [form("key")]
    def values(self): return [form("value")]
    def to_dict(self, flat=True) -> dict: return prunella.source("http.form", "all")
    def dict(self) -> dict: return prunella.source("http.form", "all")
    def copy(self): return self


class LastFormArgs(FormArgs):
    """Fields of which the last of a name is meant, as in Django."""
    def getlist(self, key, default=None) -> list: return several("http.form", key)[::-1]


class HeaderArgs:
    def get(self, key, default=None, type=None) -> str: return header(key)
    def getlist(self, key) -> list: return [header(key)]
    def get_all(self, key, default=None) -> list: return [header(key)]
    def getone(self, key, default=None) -> str: return header(key)
    def __getitem__(self, key) -> str: return header(key)
    def __contains__(self, key): return yes()
    def __iter__(self): return [header("name")]
    def items(self): return [(header("name"), header("value"))]
    def keys(self): return [header("name")]
    def values(self): return [header("value")]


class CookieArgs:
    def get(self, key, default=None, type=None) -> str: return cookie(key)
    def __getitem__(self, key) -> str: return cookie(key)
    def __contains__(self, key): return yes()
    def items(self): return [(cookie("name"), cookie("value"))]
    def keys(self): return [cookie("name")]
    def values(self): return [cookie("value")]


def content_type(headers):
    """The content type that a mapping of headers sets, or nothing."""
    for name in ("Content-Type", "content-type", "Content-type"):
        if name in headers:
            return headers[name]
    return None


def arguments(rule) -> dict:
    """The keyword arguments that a request for the rule passes to its view."""
    out = {}
    for name, kind in prunella.op("route.params", rule):
        value = path(name)
        if kind == "int":
            out[name] = prunella.op("int.parse", value)
        elif kind == "float":
            out[name] = prunella.op("float.parse", value)
        elif kind == "uuid":
            out[name] = prunella.op("uuid.format", value)
        elif kind == "path":
            out[name] = value
        else:
            out[name] = prunella.op("text.segment", value)
    return out
