import prunella


class RequestException(OSError): ...
class HTTPError(RequestException): ...
class ConnectionError(RequestException): ...
class Timeout(RequestException): ...
class ConnectTimeout(Timeout): ...
class ReadTimeout(Timeout): ...
class TooManyRedirects(RequestException): ...


class Response:
    def __init__(self):
        self.headers = {}
        self.cookies = {}
        self.history = []
    @property
    def text(self) -> str: return prunella.source("net", "response")
    @property
    def content(self) -> bytes: return prunella.source("net", "response")
    @property
    def status_code(self) -> int: return prunella.clean()
    @property
    def ok(self) -> bool: return prunella.clean()
    @property
    def url(self) -> str: return prunella.clean()
    @property
    def reason(self) -> str: return prunella.clean()
    @property
    def encoding(self) -> str: return prunella.clean()
    @property
    def elapsed(self): return prunella.clean()
    @property
    def raw(self): return prunella.source("net", "response")
    def json(self, **options): return prunella.source("net", "response")
    def iter_content(self, chunk_size=1, decode_unicode=False): return [self.content]
    def iter_lines(self, chunk_size=512, decode_unicode=False): return [self.content]
    def raise_for_status(self): ...
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


def send(method, url, verify, timeout) -> Response:
    prunella.sink("url", url)
    prunella.sink("url.part", url)
    prunella.sink("tls.verify", verify)
    prunella.sink("timeout", timeout, "request")
    prunella.effect("request", method, url)
    return Response()


def request(method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None, allow_redirects=True, proxies=None, hooks=None, stream=None, verify=True, cert=None, json=None) -> Response:
    return send(method, url, verify, timeout)
def get(url, params=None, verify=True, timeout=None, **options) -> Response: return send("GET", url, verify, timeout)
def options(url, verify=True, timeout=None, **options) -> Response: return send("OPTIONS", url, verify, timeout)
def head(url, verify=True, timeout=None, **options) -> Response: return send("HEAD", url, verify, timeout)
def post(url, data=None, json=None, verify=True, timeout=None, **options) -> Response: return send("POST", url, verify, timeout)
def put(url, data=None, verify=True, timeout=None, **options) -> Response: return send("PUT", url, verify, timeout)
def patch(url, data=None, verify=True, timeout=None, **options) -> Response: return send("PATCH", url, verify, timeout)
def delete(url, verify=True, timeout=None, **options) -> Response: return send("DELETE", url, verify, timeout)


class Session:
    verify: Annotated[object, "sink tls.verify"]
    auth: object
    proxies: object
    def __init__(self):
        self.headers = {}
        self.cookies = {}
        self.params = {}
        self.verified = True
    def request(self, method, url, verify=True, timeout=None, **options) -> Response: return send(method, url, verify, timeout)
    def get(self, url, verify=True, timeout=None, **options) -> Response: return send("GET", url, verify, timeout)
    def options(self, url, verify=True, timeout=None, **options) -> Response: return send("OPTIONS", url, verify, timeout)
    def head(self, url, verify=True, timeout=None, **options) -> Response: return send("HEAD", url, verify, timeout)
    def post(self, url, data=None, json=None, verify=True, timeout=None, **options) -> Response: return send("POST", url, verify, timeout)
    def put(self, url, data=None, verify=True, timeout=None, **options) -> Response: return send("PUT", url, verify, timeout)
    def patch(self, url, data=None, verify=True, timeout=None, **options) -> Response: return send("PATCH", url, verify, timeout)
    def delete(self, url, verify=True, timeout=None, **options) -> Response: return send("DELETE", url, verify, timeout)
    def mount(self, prefix, adapter): ...
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


def session() -> Session: return Session()
