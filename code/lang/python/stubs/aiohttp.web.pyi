import prunella
import prunella_web as web


class Request:
    @property
    def query(self) -> "web.QueryArgs": return web.QueryArgs()
    @property
    def rel_url(self): return self
    @property
    def match_info(self) -> "Match": return Match()
    @property
    def headers(self) -> "web.HeaderArgs": return web.HeaderArgs()
    @property
    def cookies(self) -> "web.CookieArgs": return web.CookieArgs()
    @property
    def path(self) -> str: return web.path("path")
    @property
    def host(self) -> str: return web.host("host")
    @property
    def method(self) -> str: return prunella.clean()
    @property
    def app(self) -> "Application": return running.get("app")
    def post(self) -> "web.FormArgs": return web.FormArgs()
    def json(self): return prunella.source("http.json", "body")
    def text(self) -> str: return prunella.source("http.body", "body")
    def read(self) -> bytes: return web.body()


class Match:
    def get(self, key, default=None) -> str: return prunella.op("text.segment", web.path(key))
    def __getitem__(self, key) -> str: return prunella.op("text.segment", web.path(key))


class Response:
    def __init__(self, body=None, status=200, reason=None, text=None, headers=None, content_type=None, charset=None):
        kind = content_type
        if kind is None and headers is not None:
            kind = web.content_type(headers)
        if text is not None:
            prunella.sink("html", text, kind or "text/plain")
        if body is not None:
            prunella.sink("html", body, kind or "application/octet-stream")
        prunella.effect("respond", text or body)
    def set_cookie(self, name, value, secure=False, httponly=False, **options): prunella.sink("cookie", secure, httponly, name)


def json_response(data=None, **options) -> Response: return Response("")


class HTTPException(Exception): ...


class HTTPFound(HTTPException):
    def __init__(self, location, **options): prunella.sink("redirect", location)


class HTTPSeeOther(HTTPFound): ...
class HTTPTemporaryRedirect(HTTPFound): ...
class HTTPMovedPermanently(HTTPFound): ...
class HTTPNotFound(HTTPException): ...
class HTTPBadRequest(HTTPException): ...
class HTTPForbidden(HTTPException): ...


class FileResponse(Response):
    def __init__(self, path, **options): prunella.sink("path", f"{path}")


class Routes:
    def __init__(self):
        self.routes = []
    def on(self, method, path):
        def register(fn):
            self.add_route(method, path, fn)
            return fn
        return register
    def add_route(self, method, path, handler, **options): self.routes.append((method, path, handler))
    def get(self, path, **options): return self.on("GET", path)
    def post(self, path, **options): return self.on("POST", path)
    def put(self, path, **options): return self.on("PUT", path)
    def delete(self, path, **options): return self.on("DELETE", path)
    def patch(self, path, **options): return self.on("PATCH", path)
    def view(self, path, **options): return self.on("", path)


def RouteTableDef() -> Routes: return Routes()
def get(path, handler, **options): return ("GET", path, handler)
def post(path, handler, **options): return ("POST", path, handler)
def put(path, handler, **options): return ("PUT", path, handler)
def delete(path, handler, **options): return ("DELETE", path, handler)
def route(method, path, handler, **options): return (method, path, handler)


class Router:
    def add_get(self, path, handler, **options): prunella.entry("http", "GET", path, handler, Request())
    def add_post(self, path, handler, **options): prunella.entry("http", "POST", path, handler, Request())
    def add_put(self, path, handler, **options): prunella.entry("http", "PUT", path, handler, Request())
    def add_delete(self, path, handler, **options): prunella.entry("http", "DELETE", path, handler, Request())
    def add_route(self, method, path, handler, **options): prunella.entry("http", method, path, handler, Request())
    def add_static(self, prefix, path, **options): ...


running = {}
"""The application that answers."""


class Signal:
    """What is appended is called with the application."""
    def __init__(self, app):
        self.app = app
    def append(self, fn): fn(self.app)


class Application:
    def __init__(self, middlewares=(), **options):
        self.router = Router()
        self.values = {}
        self.on_startup = Signal(self)
        self.on_cleanup = []
        self.on_shutdown = []
        self.cleanup_ctx = Signal(self)
        running["app"] = self
    def add_routes(self, routes):
        rows = routes
        if isinstance(routes, Routes):
            rows = routes.routes
        for method, path, handler in rows:
            prunella.entry("http", method, path, handler, Request())
    def add_subapp(self, prefix, subapp): ...
    def __setitem__(self, key, value):
        self.values[key] = value
    def __getitem__(self, key): return self.values[key]
    def get(self, key, default=None): return self.values.get(key, default)


def run_app(app, host=None, port=None, **options): ...
def middleware(fn): return fn
