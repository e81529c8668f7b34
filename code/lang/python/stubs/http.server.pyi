"""A handler's do_GET, do_POST and so on are called by whoever connects; see
entry(): the body of the class statement does not register it."""
import prunella


class Body:
    def read(self, n=-1) -> bytes: return prunella.source("http.body", "body")
    def readline(self, n=-1) -> bytes: return prunella.source("http.body", "body")


class Answer:
    def __init__(self, headers):
        self.headers = headers
    def write(self, data):
        prunella.sink("html", data, self.headers.get("content-type"))
        prunella.effect("respond", data)
    def flush(self): ...


class Headers:
    def get(self, name, default=None) -> str: return prunella.source("http.header", name)
    def getheader(self, name, default=None) -> str: return prunella.source("http.header", name)
    def get_all(self, name, default=None) -> list: return [prunella.source("http.header", name)]
    def __getitem__(self, name) -> str: return prunella.source("http.header", name)
    def __contains__(self, name): return prunella.clean()


class BaseHTTPRequestHandler:
    sent = None
    @property
    def path(self) -> str: return prunella.source("http.url", "path")
    @property
    def requestline(self) -> str: return prunella.source("http.url", "requestline")
    @property
    def command(self) -> str: return prunella.clean()
    @property
    def headers(self) -> Headers: return Headers()
    @property
    def rfile(self) -> Body: return Body()
    @property
    def wfile(self) -> Answer: return Answer(self.sent or {})
    @property
    def client_address(self) -> tuple: return (prunella.clean(), prunella.clean())
    def send_response(self, code, message=None):
        self.sent = {}
    def send_header(self, keyword, value):
        if self.sent is not None:
            self.sent[keyword.lower()] = value
        prunella.sink("header", value)
        if keyword == "Location":
            prunella.sink("redirect", value)
    def end_headers(self): ...
    def send_error(self, code, message=None, explain=None): ...
    def log_message(self, format, *args): ...
    def address_string(self) -> str: return prunella.clean()


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    def translate_path(self, path) -> str: return prunella.clean()
    def do_GET(self): ...


class HTTPServer:
    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        self.handler = RequestHandlerClass
        def get(): RequestHandlerClass().do_GET()
        def post(): RequestHandlerClass().do_POST()
        prunella.entry("http", "GET", "/", get)
        prunella.entry("http", "POST", "/", post)
    def serve_forever(self, poll_interval=0.5): ...
    def handle_request(self): ...
    def shutdown(self): ...
    def server_close(self): ...
    socket: object
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class ThreadingHTTPServer(HTTPServer): ...
