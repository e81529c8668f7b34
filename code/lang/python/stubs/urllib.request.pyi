import prunella


class Request:
    def __init__(self, url, data=None, headers=None, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.data = data
        self.headers = headers
    def add_header(self, key, value): ...
    def get_full_url(self): return self.full_url


class Response:
    def read(self, n=-1) -> bytes: return prunella.source("net", "response")
    def readline(self) -> bytes: return prunella.source("net", "response")
    def readlines(self): return [self.read()]
    def __iter__(self): return [self.read()]
    def info(self): return prunella.clean()
    def getcode(self) -> int: return prunella.clean()
    def geturl(self) -> str: return prunella.clean()
    def close(self): ...
    @property
    def status(self) -> int: return prunella.clean()
    @property
    def headers(self): return prunella.clean()
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


def address(url):
    if isinstance(url, Request):
        return url.full_url
    return url


def urlopen(url, data=None, timeout=None, *, cafile=None, capath=None, context=None) -> Response:
    prunella.sink("url", address(url))
    prunella.sink("url.part", address(url))
    prunella.sink("timeout", timeout, "request")
    prunella.effect("request", "GET", address(url))
    return Response()


def urlretrieve(url, filename=None, reporthook=None, data=None) -> tuple:
    prunella.sink("url", address(url))
    prunella.sink("url.part", address(url))
    prunella.sink("path", filename)
    prunella.effect("request", "GET", address(url))
    return (filename, prunella.clean())


class OpenerDirector:
    def open(self, url, data=None, timeout=None) -> Response: return urlopen(url, data, timeout)
    def add_handler(self, handler): ...


def build_opener(*handlers) -> OpenerDirector: return OpenerDirector()
def install_opener(opener): ...
class ProxyHandler: ...
class HTTPSHandler: ...
class HTTPHandler: ...
class HTTPRedirectHandler: ...
class HTTPCookieProcessor: ...
def pathname2url(path) -> str: return prunella.op("url.quote", path)
def url2pathname(url) -> str: return prunella.op("url.unquote", url)
