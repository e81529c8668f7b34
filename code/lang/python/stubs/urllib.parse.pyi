import prunella


class ParseResult:
    def __init__(self, url):
        self.whole = url
    @property
    def scheme(self) -> str: return prunella.op("url.scheme", self.whole, "python")
    @property
    def netloc(self) -> str: return prunella.op("url.host", self.whole, "python")
    @property
    def path(self) -> str: return prunella.op("url.path", self.whole, "python")
    @property
    def params(self) -> str: return ""
    @property
    def query(self) -> str: return prunella.op("url.query", self.whole, "python")
    @property
    def fragment(self) -> str: return prunella.op("url.fragment", self.whole, "python")
    @property
    def hostname(self) -> str: return prunella.op("url.hostname", self.whole, "python")
    @property
    def port(self) -> int: return prunella.clean()
    @property
    def username(self) -> str: return prunella.op("url.username", self.whole, "python")
    @property
    def password(self) -> str: return prunella.op("url.password", self.whole, "python")
    def geturl(self) -> str: return self.whole
    def __getitem__(self, i) -> str: return [self.scheme, self.netloc, self.path, self.params, self.query, self.fragment][i]
    def __iter__(self): return [self.scheme, self.netloc, self.path, self.params, self.query, self.fragment]
    def _replace(self, scheme=None, netloc=None, path=None, params=None, query=None, fragment=None):
        return ParseResult(prunella.op("url.build", scheme or self.scheme, netloc or self.netloc, path or self.path, query or self.query, fragment or self.fragment))


def urlparse(url, scheme="", allow_fragments=True) -> ParseResult: return ParseResult(url)
def urlsplit(url, scheme="", allow_fragments=True) -> ParseResult: return ParseResult(url)
def urlunparse(parts) -> str:
    if isinstance(parts, ParseResult):
        return parts.whole
    return prunella.op("url.build", parts[0], parts[1], parts[2], parts[4], parts[5])
def urlunsplit(parts) -> str:
    if isinstance(parts, ParseResult):
        return parts.whole
    return prunella.op("url.build", parts[0], parts[1], parts[2], parts[3], parts[4])
def urljoin(base, url, allow_fragments=True) -> str: return prunella.op("url.join", base, url, "python")
def urldefrag(url) -> tuple: return (url, "")
def quote(string, safe="/", encoding=None, errors=None) -> str: return prunella.op("url.quote", f"{string}", safe)
def quote_plus(string, safe="", encoding=None, errors=None) -> str: return prunella.op("url.quote_plus", f"{string}")
def quote_from_bytes(string, safe="/") -> str: return prunella.op("url.quote", string, safe)
def unquote(string, encoding="utf-8", errors="replace") -> str: return prunella.op("url.unquote", string)
def unquote_plus(string, encoding="utf-8", errors="replace") -> str: return prunella.op("url.unquote_plus", string)
def unquote_to_bytes(string) -> bytes: return prunella.op("url.unquote", string)
def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=None) -> str:
    if isinstance(query, dict):
        return "&".join([prunella.op("url.quote_plus", f"{k}") + "=" + prunella.op("url.quote_plus", f"{query[k]}") for k in query])
    return "&".join([prunella.op("url.quote_plus", f"{k}") + "=" + prunella.op("url.quote_plus", f"{v}") for k, v in query])
class Fields:
    """What parse_qs gives: a list of values for each name."""
    def __init__(self, qs):
        self.all = prunella.op("form.decode", qs)
    def get(self, key, default=None): return [self.all[key]]
    def pop(self, key, default=None): return self.get(key, default)
    def __getitem__(self, key): return [self.all[key]]
    def __contains__(self, key): return key in self.all
    def __iter__(self): return [k for k in self.all]
    def keys(self): return [k for k in self.all]
    def values(self): return [[self.all[k]] for k in self.all]
    def items(self): return [(k, [self.all[k]]) for k in self.all]


def parse_qs(qs, keep_blank_values=False, **options): return Fields(qs)
def parse_qsl(qs, keep_blank_values=False, **options) -> list: return [(k, v) for k, v in prunella.op("form.decode", qs).items()]
