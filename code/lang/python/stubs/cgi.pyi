import prunella


class Field:
    def __init__(self, key):
        self.key = key
    @property
    def value(self) -> str: return prunella.source("http.form", self.key)
    @property
    def filename(self) -> str: return prunella.source("http.filename", self.key)
    @property
    def file(self): return self
    def read(self, n=-1) -> bytes: return prunella.source("http.file", self.key)


class FieldStorage:
    def __init__(self, fp=None, headers=None, environ=None, **options): ...
    def getvalue(self, key, default=None) -> str: return prunella.source("http.form", key)
    def getfirst(self, key, default=None) -> str: return prunella.source("http.form", key)
    def getlist(self, key) -> list: return [self.getvalue(key)]
    def keys(self): return [self.getvalue("key")]
    def __getitem__(self, key) -> Field: return Field(key)
    def __contains__(self, key): return prunella.clean()


def escape(s, quote=None) -> str:
    if quote:
        return prunella.op("html.escape", s, "python")
    return prunella.op("html.escape", s, "python-noquote")
def parse_header(line) -> tuple: return (prunella.unknown(line), {})
