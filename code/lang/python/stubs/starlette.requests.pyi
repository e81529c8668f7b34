import prunella
import prunella_web as web


class URL:
    def __str__(self) -> str: return web.url("url")
    @property
    def path(self) -> str: return web.url("path")
    @property
    def query(self) -> str: return web.url("query")
    @property
    def hostname(self) -> str: return web.host("host")
    @property
    def netloc(self) -> str: return web.host("host")


class Client:
    host = "10.0.0.1"
    port = 4711


class State: ...


class Request:
    def __init__(self, scope=None, receive=None, send=None):
        self.state = State()
        self.app = State()
        self.session = {}
    @property
    def query_params(self) -> "web.QueryArgs": return web.QueryArgs()
    @property
    def path_params(self) -> dict: return prunella.source("http.path", "path_params")
    @property
    def headers(self) -> "web.HeaderArgs": return web.HeaderArgs()
    @property
    def cookies(self) -> "web.CookieArgs": return web.CookieArgs()
    @property
    def url(self) -> URL: return URL()
    @property
    def base_url(self) -> URL: return URL()
    @property
    def method(self) -> str: return prunella.clean()
    @property
    def client(self) -> Client: return Client()
    def body(self) -> bytes:
        prunella.sink("limit", None, "request body")
        return web.body()
    def json(self): return prunella.source("http.json", "body")
    def form(self) -> "web.FormArgs": return web.FormArgs()
    def stream(self): return [web.body()]
    def url_for(self, name, **params) -> str: return "/" + prunella.op("url.quote", name)


class HTTPConnection(Request): ...
