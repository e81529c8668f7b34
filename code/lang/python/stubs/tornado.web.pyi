import prunella
import prunella_web as web


class HTTPError(Exception): ...
class Finish(Exception): ...


class HTTPRequest:
    @property
    def body(self) -> bytes: return web.body()
    @property
    def headers(self) -> "web.HeaderArgs": return web.HeaderArgs()
    @property
    def uri(self) -> str: return web.url("uri")
    @property
    def path(self) -> str: return web.path("path")
    @property
    def host(self) -> str: return web.host("host")
    @property
    def remote_ip(self) -> str: return prunella.clean()
    @property
    def method(self) -> str: return prunella.clean()


class RequestHandler:
    current_user = None
    def __init__(self, application=None, request=None):
        self.kind = "text/html"
        self.request = HTTPRequest()
        self.settings = {}
    def get_argument(self, name, default=None, strip=True) -> str: return web.query(name)
    def get_query_argument(self, name, default=None, strip=True) -> str: return web.query(name)
    def get_body_argument(self, name, default=None, strip=True) -> str: return web.form(name)
    def get_arguments(self, name, strip=True) -> list: return [web.query(name)]
    def get_cookie(self, name, default=None) -> str: return web.cookie(name)
    def get_secure_cookie(self, name, value=None, **options) -> bytes: return prunella.clean()
    def set_cookie(self, name, value, domain=None, expires=None, path="/", expires_days=None, secure=False, httponly=False, **options): prunella.sink("cookie", secure, httponly, name)
    def set_secure_cookie(self, name, value, expires_days=30, secure=False, httponly=False, **options): prunella.sink("cookie", secure, httponly, name)
    def set_header(self, name, value):
        if name == "Content-Type":
            self.kind = value
        prunella.effect("header", name, value)
    def add_header(self, name, value): prunella.effect("header", name, value)
    def set_status(self, status_code, reason=None): ...
    def write(self, chunk):
        if not isinstance(chunk, dict):
            prunella.sink("html", chunk, self.kind)
        prunella.effect("respond", chunk)
    def finish(self, chunk=None):
        if chunk is not None:
            self.write(chunk)
    def render(self, template_name, **kwargs): prunella.effect("render", template_name)
    def redirect(self, url, permanent=False, status=None):
        prunella.sink("redirect", url)
        prunella.effect("redirect", url)
    def send_error(self, status_code=500, **kwargs): ...
    def get(self, *args, **kwargs): ...
    def post(self, *args, **kwargs): ...
    def put(self, *args, **kwargs): ...
    def delete(self, *args, **kwargs): ...


class StaticFileHandler(RequestHandler): ...


def group() -> str: return prunella.source("http.path", "group")


class Application:
    def __init__(self, handlers=None, default_host=None, transforms=None, debug=False, **settings):
        if debug:
            prunella.sink("debug", debug)
        if handlers is not None:
            for row in handlers:
                register(row[0], row[1])
    def listen(self, port, address="", **options): ...


def register(pattern, cls):
    groups = [group()] if "(" in pattern else []
    def get(): cls().get(*groups)
    def post(): cls().post(*groups)
    def put(): cls().put(*groups)
    def delete(): cls().delete(*groups)
    prunella.entry("http", "GET", pattern, get)
    prunella.entry("http", "POST", pattern, post)
    prunella.entry("http", "PUT", pattern, put)
    prunella.entry("http", "DELETE", pattern, delete)


def authenticated(fn): return fn
def url(pattern, handler, kwargs=None, name=None): return (pattern, handler)
