"""FastAPI: the front end hands the decorators the handler's signature (see the
file signature.go of the front end)."""
import prunella
import prunella_web as web
from starlette.requests import Request
from starlette.responses import Response, JSONResponse, HTMLResponse, PlainTextResponse, RedirectResponse, FileResponse, StreamingResponse
from starlette.exceptions import HTTPException


class Place:
    """Where a parameter comes from: Query(…), Header(…) and so on."""
    def __init__(self, kind):
        self.kind = kind


class Depends:
    def __init__(self, dependency=None, use_cache=True, prunella_signature=None):
        self.dependency = dependency
        self.signature = prunella_signature


def Security(dependency=None, scopes=None, use_cache=True, prunella_signature=None): return Depends(dependency, use_cache, prunella_signature)
def Query(default=None, **options): return Place("http.query")
def Path(default=None, **options): return Place("http.path")
def Header(default=None, **options): return Place("http.header")
def Cookie(default=None, **options): return Place("http.cookie")
def Form(default=None, **options): return Place("http.form")
def Body(default=None, **options): return Place("http.json")
def File(default=None, **options): return Place("http.file")


class UploadFile:
    def __init__(self, file=None, filename=None, **options):
        self.file = Content()
    @property
    def filename(self) -> str: return web.filename("file")
    @property
    def content_type(self) -> str: return web.header("Content-Type")
    @property
    def size(self) -> int: return prunella.clean()
    def read(self, size=-1) -> bytes: return web.upload("file")
    def seek(self, offset): ...
    def close(self): ...


class Content:
    def read(self, n=-1) -> bytes: return web.upload("file")
    def readline(self, n=-1) -> bytes: return web.upload("file")
    def __iter__(self): return [self.read()]
    def seek(self, at, whence=0): ...
    def close(self): ...


class BackgroundTasks:
    def add_task(self, fn, *args, **kwargs): fn(*args, **kwargs)


class WebSocket:
    def accept(self, **options): ...
    def receive_text(self) -> str: return prunella.source("http.body", "message")
    def receive_json(self): return prunella.source("http.json", "message")
    def receive_bytes(self) -> bytes: return prunella.source("http.body", "message")
    def send_text(self, data): prunella.effect("send", data)
    def send_json(self, data): prunella.effect("send", data)
    def close(self, code=1000): ...
    @property
    def query_params(self): return web.QueryArgs()


class WebSocketDisconnect(Exception): ...


def segment(value) -> str: return prunella.op("text.segment", value)


plain = ("str", "int", "float", "bool", "bytes", "", "uuid.UUID", "datetime.date", "datetime.datetime", "decimal.Decimal")


served = ("fastapi.Request", "starlette.requests.Request", "fastapi.UploadFile", "fastapi.BackgroundTasks", "fastapi.WebSocket", "fastapi.Response")


def bodies(signature) -> int:
    """How many parameters the body holds: a single one is the body itself."""
    n = 0
    for name, kind, give, default in signature:
        if not isinstance(default, (Depends, Place)) and kind not in plain and kind not in served:
            n = n + 1
    return n


def value_of(name, kind, give, default, path, alone):
    """What a request gives for a parameter."""
    if isinstance(default, Depends):
        return needed(default, kind, path)
    if isinstance(default, Place):
        return give(default.kind, name)
    if kind == "fastapi.Request" or kind == "starlette.requests.Request":
        return Request()
    if kind == "fastapi.UploadFile":
        return UploadFile()
    if kind == "fastapi.BackgroundTasks":
        return BackgroundTasks()
    if kind == "fastapi.WebSocket":
        return WebSocket()
    if kind == "fastapi.Response":
        return JSONResponse()
    for n, conv in prunella.op("route.params", path):
        if n == name:
            if conv != "path" and (kind == "str" or kind == ""):
                return segment(give("http.path", name))
            return give("http.path", name)
    if kind in plain:
        return give("http.query", name)
    return give("http.json", "body" if alone else name)


def needed(depends, kind, path):
    """What a dependency gives; one that yields gives its first value."""
    fn = depends.dependency
    if fn is None:
        if kind == "fastapi.security.OAuth2PasswordRequestForm":
            return fastapi_form()
        return prunella.source("http.query", kind)
    kwargs = {}
    if depends.signature is not None:
        for name, of, give, default in depends.signature:
            kwargs[name] = value_of(name, of, give, default, path, False)
    value = fn(**kwargs)
    if isinstance(value, list):
        for v in value:
            return v
    return value


def fastapi_form():
    import fastapi.security
    return fastapi.security.OAuth2PasswordRequestForm()


def respond(result, response_class):
    if response_class is not None and isinstance(result, str):
        return response_class(result)
    prunella.effect("respond", result)
    return result


class APIRouter:
    def __init__(self, prefix="", tags=None, dependencies=None, default_response_class=None, **options):
        self.prefix = prefix
        self.routes = []
        self.kind = default_response_class
        self.dependency_overrides = {}
        self.state = None
    def add(self, methods, path, handle): self.routes.append((methods, self.prefix + path, handle))
    def on(self, methods, path, signature, response_class):
        def register(fn):
            def handle():
                kwargs = {}
                for name, kind, give, default in signature:
                    kwargs[name] = value_of(name, kind, give, default, path, bodies(signature) == 1)
                return respond(fn(**kwargs), response_class or self.kind)
            self.add(methods, path, handle)
            return fn
        return register
    def get(self, path, response_class=None, prunella_signature=[], **options): return self.on("GET", path, prunella_signature, response_class)
    def post(self, path, response_class=None, prunella_signature=[], **options): return self.on("POST", path, prunella_signature, response_class)
    def put(self, path, response_class=None, prunella_signature=[], **options): return self.on("PUT", path, prunella_signature, response_class)
    def patch(self, path, response_class=None, prunella_signature=[], **options): return self.on("PATCH", path, prunella_signature, response_class)
    def delete(self, path, response_class=None, prunella_signature=[], **options): return self.on("DELETE", path, prunella_signature, response_class)
    def head(self, path, response_class=None, prunella_signature=[], **options): return self.on("HEAD", path, prunella_signature, response_class)
    def options(self, path, response_class=None, prunella_signature=[], **options): return self.on("OPTIONS", path, prunella_signature, response_class)
    def websocket(self, path, prunella_signature=[], **options): return self.on("WEBSOCKET", path, prunella_signature, None)
    def api_route(self, path, methods=None, response_class=None, prunella_signature=[], **options): return self.on(",".join(methods) if methods else "GET", path, prunella_signature, response_class)
    def route(self, path, methods=None, prunella_signature=[], **options): return self.on("GET", path, prunella_signature, None)
    def include_router(self, router, prefix="", **options):
        for methods, path, handle in router.routes:
            self.add(methods, prefix + path, handle)
    def on_event(self, name, prunella_signature=[]): return keep
    def middleware(self, kind, prunella_signature=[]): return keep
    def exception_handler(self, kind, prunella_signature=[]): return keep
    def add_event_handler(self, kind, fn): ...
    def mount(self, path, app, name=None): ...


def keep(fn): return fn


class FastAPI(APIRouter):
    def __init__(self, debug=False, title="", default_response_class=None, **options):
        self.prefix = ""
        self.kind = default_response_class
        self.state = None
        self.dependency_overrides = {}
        if debug:
            prunella.sink("debug", debug)
    def add(self, methods, path, handle): prunella.entry("http", methods, path, handle)
    def add_middleware(self, cls, allow_origins=None, allow_credentials=False, **options):
        if allow_origins is not None:
            prunella.sink("cors", allow_origins, allow_credentials)


class status:
    HTTP_200_OK = 200
    HTTP_201_CREATED = 201
    HTTP_204_NO_CONTENT = 204
    HTTP_400_BAD_REQUEST = 400
    HTTP_401_UNAUTHORIZED = 401
    HTTP_403_FORBIDDEN = 403
    HTTP_404_NOT_FOUND = 404
    HTTP_422_UNPROCESSABLE_ENTITY = 422
    HTTP_500_INTERNAL_SERVER_ERROR = 500
