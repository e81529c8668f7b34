"""Flask 3. What a view returns is markup unless it says otherwise."""
import prunella
import prunella_dbapi
import prunella_web as web
import prunella_template
from markupsafe import escape, Markup
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException, abort


limits = {}
"""What the program's configuration bounds: no longer body is read."""


def bound(): return limits.get("body")


class Request:
    @property
    def args(self) -> "web.QueryArgs": return web.QueryArgs()
    @property
    def form(self) -> "web.FormArgs": return web.FormArgs()
    @property
    def values(self) -> "web.EitherArgs": return web.EitherArgs()
    @property
    def headers(self) -> "web.HeaderArgs": return web.HeaderArgs()
    @property
    def cookies(self) -> "web.CookieArgs": return web.CookieArgs()
    @property
    def files(self) -> "FileArgs": return FileArgs()
    @property
    def method(self) -> str:
        if web.yes():
            return "GET"
        return "HEAD" if web.yes() else "POST"
    @property
    def path(self) -> str: return web.path("path")
    @property
    def full_path(self) -> str: return web.url("full_path")
    @property
    def url(self) -> str: return web.url("url")
    @property
    def url_root(self) -> str: return web.host("url_root")
    @property
    def base_url(self) -> str: return web.host("base_url")
    @property
    def host(self) -> str: return web.host("host")
    @property
    def host_url(self) -> str: return web.host("host_url")
    @property
    def query_string(self) -> bytes: return prunella.source("http.url", "query_string")
    @property
    def remote_addr(self) -> str: return prunella.clean()
    @property
    def referrer(self) -> str: return web.header("Referer")
    @property
    def user_agent(self) -> "UserAgent": return UserAgent()
    @property
    def data(self) -> bytes: return self.get_data()
    @property
    def stream(self) -> "Stream": return Stream()
    @property
    def json(self): return prunella.source("http.json", "body")
    @property
    def is_json(self) -> bool: return prunella.clean()
    @property
    def is_secure(self) -> bool: return prunella.clean()
    @property
    def endpoint(self) -> str: return prunella.clean()
    @property
    def view_args(self) -> dict: return prunella.source("http.path", "view_args")
    @property
    def content_length(self) -> int: return prunella.clean()
    @property
    def content_type(self) -> str: return web.header("Content-Type")
    @property
    def mimetype(self) -> str: return web.header("Content-Type")
    @property
    def authorization(self) -> "Authorization": return Authorization()
    def get_json(self, force=False, silent=False, cache=True): return prunella.source("http.json", "body")
    def get_data(self, cache=True, as_text=False, parse_form_data=False):
        prunella.sink("limit", bound(), "request body")
        if as_text:
            return body_text()
        return web.body()


def body_text() -> str: return prunella.source("http.body", "body")


class UserAgent:
    @property
    def string(self) -> str: return web.header("User-Agent")
    def __str__(self) -> str: return web.header("User-Agent")


class Authorization:
    @property
    def username(self) -> str: return web.header("Authorization")
    @property
    def password(self) -> str: return web.header("Authorization")
    @property
    def token(self) -> str: return web.header("Authorization")


class Stream:
    def read(self, n=None) -> bytes:
        if n is None:
            prunella.sink("limit", bound(), "request body")
        return web.body()
    def readline(self, n=-1) -> bytes: return web.body()
    def __iter__(self): return [web.body()]


class FileArgs:
    def get(self, key, default=None) -> FileStorage: return FileStorage(key)
    def getlist(self, key): return [FileStorage(key)]
    def __getitem__(self, key) -> FileStorage: return FileStorage(key)
    def __contains__(self, key): return web.yes()
    def items(self): return [("file", FileStorage("file"))]
    def values(self): return [FileStorage("file")]


request = Request()


class Session:
    """A signed cookie: its content is the program's own."""
    def get(self, key, default=None): return prunella.clean()
    def pop(self, key, default=None): return prunella.clean()
    def setdefault(self, key, default=None): return prunella.clean()
    def __getitem__(self, key): return prunella.clean()
    def __setitem__(self, key, value):
        prunella.sink("trust", key, "name")
        prunella.sink("trust", value, "value")
        prunella.sink("token", value)
        prunella.effect("session", key, value)
    def __contains__(self, key): return web.yes()
    def clear(self): ...
    def update(self, values): ...


session = Session()


class Globals:
    def get(self, name, default=None): return prunella.clean()
    def pop(self, name, default=None): return prunella.clean()
    def setdefault(self, name, default=None): return default
    def __contains__(self, name): return web.yes()


g = Globals()


class Config:
    def __init__(self):
        self.values = {}
    def __setitem__(self, key, value):
        if key == "SECRET_KEY":
            prunella.sink("secret", value, key)
        elif key == "SESSION_COOKIE_SECURE":
            prunella.sink("cookie", value, True, "session")
        elif key == "SESSION_COOKIE_HTTPONLY":
            prunella.sink("cookie", True, value, "session")
        elif key == "SQLALCHEMY_DATABASE_URI":
            prunella_dbapi.named(value)
        elif key == "DEBUG":
            prunella.sink("debug", value)
        elif key == "MAX_CONTENT_LENGTH":
            limits["body"] = value
        self.values[key] = value
    def __getitem__(self, key):
        """What the program set; else what an object or a file of settings may say."""
        if key in self.values:
            return self.values[key]
        return prunella.clean()
    def __contains__(self, key): return key in self.values
    def get(self, key, default=None):
        """What the program set; else what an operator may have set."""
        if key in self.values:
            return self.values[key]
        if prunella.clean():
            return default
        return prunella.clean()
    def update(self, other=None, **kwargs):
        if other is not None:
            for k in other:
                self.__setitem__(k, other[k])
        for k in kwargs:
            self.__setitem__(k, kwargs[k])
    def from_object(self, obj): ...
    def from_mapping(self, mapping=None, **kwargs): self.update(mapping, **kwargs)
    def from_pyfile(self, name, silent=False): ...
    def from_envvar(self, name, silent=False): ...
    def from_prefixed_env(self, prefix=""): ...
    def from_file(self, name, load=None, silent=False, text=True): ...
    def setdefault(self, key, value):
        self.__setitem__(key, value)
        return value


def respond(result):
    """What Flask does with what a view returns."""
    if isinstance(result, tuple):
        last = result[-1]
        kind = None
        if isinstance(last, dict):
            kind = web.content_type(last)
        write(result[0], kind)
        return result
    write(result, None)
    return result


def write(body, kind):
    if isinstance(body, Response):
        body.send(kind)
    elif isinstance(body, Markup):
        prunella.effect("respond", body.text, kind)
    elif isinstance(body, dict) or isinstance(body, list):
        prunella.sink("trace", body)
        prunella.effect("respond", body, "application/json")
    else:
        prunella.sink("trace", body)
        prunella.sink("html", body, kind or "text/html")
        prunella.effect("respond", body, kind or "text/html")


def identity(fn): return fn


everywhere = []
"""What runs before every view of the application."""


class Scaffold:
    def route(self, rule, methods=None, endpoint=None, **options):
        def register(fn):
            def handle():
                self.prepare()
                return respond(fn(**web.arguments(rule)))
            self.add(",".join(methods) if methods else "", rule, handle)
            return fn
        return register
    def get(self, rule, **options): return self.route(rule, ["GET"])
    def post(self, rule, **options): return self.route(rule, ["POST"])
    def put(self, rule, **options): return self.route(rule, ["PUT"])
    def patch(self, rule, **options): return self.route(rule, ["PATCH"])
    def delete(self, rule, **options): return self.route(rule, ["DELETE"])
    def add_url_rule(self, rule, endpoint=None, view_func=None, provide_automatic_options=None, methods=None, **options):
        if view_func is not None:
            self.route(rule, methods)(view_func)
    def prepare(self):
        """What runs before a view leaves its results in g; it may answer itself."""
        for fn in everywhere + self.before:
            try:
                fn()
            except HTTPException: ...
    def before_request(self, fn):
        self.add("", "/", fn)
        self.before.append(fn)
        return fn
    def before_app_request(self, fn):
        self.add("", "/", fn)
        everywhere.append(fn)
        return fn
    def after_request(self, fn): return fn
    def after_app_request(self, fn): return fn
    def teardown_request(self, fn): return fn
    def url_value_preprocessor(self, fn): return fn
    def url_defaults(self, fn): return fn
    def errorhandler(self, code):
        def register(fn):
            def handle():
                return respond(fn(HTTPException()))
            self.add("", "/error", handle)
            return fn
        return register
    def app_errorhandler(self, code): return self.errorhandler(code)
    def register_error_handler(self, code, fn): self.errorhandler(code)(fn)
    def context_processor(self, fn): return fn
    def app_context_processor(self, fn): return fn
    def template_filter(self, name=None): return identity
    def app_template_filter(self, name=None): return identity
    def template_global(self, name=None): return identity
    def shell_context_processor(self, fn): return fn


class Flask(Scaffold):
    def response_class(self, *args, **options): return Response(*args, **options)
    def make_response(self, *args): return make_response(*args)
    def before_request(self, fn):
        return self.before_app_request(fn)
    def __init__(self, import_name="", **options):
        self.name = import_name
        self.before = []
        self.config = Config()
        self.logger = Logger()
        self.jinja_env = Environment()
        self.instance_path = "/srv/app/instance"
        self.root_path = "/srv/app"
        self.static_folder = "/srv/app/static"
        self.debug = False
    def add(self, methods, rule, handle): prunella.entry("http", methods, rule, handle)
    def register_blueprint(self, blueprint, url_prefix=None, **options):
        prefix = url_prefix or blueprint.prefix
        for methods, rule, handle in blueprint.routes:
            prunella.entry("http", methods, prefix + rule, handle)
    def run(self, host=None, port=None, debug=None, **options):
        prunella.sink("debug", debug, host)
    def teardown_appcontext(self, fn): return fn
    def before_first_request(self, fn): return fn
    def app_context(self): return self
    def test_request_context(self, *args, **kwargs): return self
    def push(self): ...
    def pop(self): ...
    def test_client(self): return prunella.clean()
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    secret_key: Annotated[str, "sink secret"]


class Blueprint(Scaffold):
    def __init__(self, name, import_name="", static_folder=None, static_url_path=None, template_folder=None, url_prefix=None, subdomain=None, **options):
        self.name = name
        self.prefix = url_prefix or ""
        self.routes = []
        self.before = []
    def add(self, methods, rule, handle): self.routes.append((methods, rule, handle))
    def register_blueprint(self, blueprint, url_prefix=None, **options):
        prefix = url_prefix or blueprint.prefix
        for methods, rule, handle in blueprint.routes:
            self.routes.append((methods, prefix + rule, handle))


class Logger:
    def debug(self, msg, *args, **kwargs): log(msg, args)
    def info(self, msg, *args, **kwargs): log(msg, args)
    def warning(self, msg, *args, **kwargs): log(msg, args)
    def error(self, msg, *args, **kwargs): log(msg, args)
    def exception(self, msg, *args, **kwargs): log(msg, args)
    def critical(self, msg, *args, **kwargs): log(msg, args)
    def setLevel(self, level): ...
    def addHandler(self, handler): ...


def log(msg, args):
    if len(args) > 0:
        msg = prunella.op("fmt.percent", msg, args)
    prunella.sink("log", msg)
    prunella.effect("log", msg)


class Environment:
    autoescape: bool
    def __init__(self):
        self.filters = {}
        self.globals = {}


current_app = Flask("app")


class Response:
    def __init__(self, response=None, status=None, headers=None, mimetype=None, content_type=None, direct_passthrough=False):
        self.headers = ResponseHeaders(headers)
        self.status_code = status
        self.status = status
        self.mimetype = mimetype
        self.content_type = content_type
        self.data = response
    def send(self, kind):
        """The view returned it: now it is written."""
        kind = kind or self.content_type or self.mimetype or self.headers.kind or "text/html"
        data = self.data
        if isinstance(data, Markup):
            data = ""
        if isinstance(data, Unwritten):
            data = ""
        prunella.sink("trace", data)
        prunella.sink("html", data, kind)
        prunella.effect("respond", data, kind)
    def set_cookie(self, key, value="", max_age=None, expires=None, path="/", domain=None, secure=False, httponly=False, samesite=None, partitioned=False):
        prunella.sink("cookie", secure, httponly, key, samesite)
        prunella.sink("token", value)
        prunella.effect("cookie", key, value)
    def delete_cookie(self, key, **options): ...
    def get_data(self, as_text=False): return self.data
    def set_data(self, value):
        self.data = value
    def get_json(self, **options): return self.data
    def call_on_close(self, fn): return fn
    def set_etag(self, etag, weak=False): ...
    def add_etag(self): ...
    def make_conditional(self, request): return self


class Unwritten:
    """Content that is not markup of the view's making."""


class ResponseHeaders:
    """Werkzeug refuses line breaks in values, so they are no header sinks; names are."""
    def __init__(self, values):
        self.kind = None
        if isinstance(values, dict):
            self.kind = web.content_type(values)
    def __setitem__(self, key, value):
        if key == "Content-Type":
            self.kind = value
        elif key == "Location":
            prunella.sink("redirect", value)
        prunella.sink("header", key)
        prunella.effect("header", key, value)
    def set(self, key, value): self.__setitem__(key, value)
    def add(self, key, value, **options): self.__setitem__(key, value)
    def get(self, key, default=None): return prunella.clean()
    def setdefault(self, key, value): self.__setitem__(key, value)
    def extend(self, values): ...
    def update(self, values): ...
    def remove(self, key): ...
    def __contains__(self, key): return web.yes()


def make_response(*args):
    body = args[0]
    if len(args) == 1 and isinstance(body, tuple):
        body = body[0]
    headers = None
    if len(args) > 1 and isinstance(args[-1], dict):
        headers = args[-1]
        for name in headers:
            prunella.sink("header", name)
    if isinstance(body, Response):
        return body
    return Response(body, None, headers)


def jsonify(*args, **kwargs):
    return Response(prunella.op("json.encode", args, kwargs), None, None, "application/json")


def redirect(location, code=302, Response=None):
    prunella.sink("redirect", location)
    prunella.effect("redirect", location)
    return answer()


def answer(): return Response(Unwritten(), 302, None, "text/html")


def url_for(endpoint, **values) -> str: return "/" + prunella.op("url.quote", endpoint, "/")


def flash(message, category="message"): prunella.effect("flash", message)
def get_flashed_messages(**options) -> list: return prunella.clean()


def rendered() -> str: return prunella.clean()


def render(template, context) -> str:
    """A template that was read, with what Flask gives to every one."""
    return template({"request": request, "session": session, "g": g, "config": current_app.config, "url_for": url_for,
                     "get_flashed_messages": get_flashed_messages, **context})


def render_template(template_name_or_list, prunella_template=None, **context):
    prunella.effect("render", template_name_or_list)
    if prunella_template is not None:
        return Markup.of(render(prunella_template, context))
    return Markup.of(rendered())


def stream_template(template_name_or_list, prunella_template=None, **context):
    return render_template(template_name_or_list, prunella_template, **context)


def render_template_string(source, prunella_template=None, **context):
    prunella.sink("template", source, context)
    if prunella_template is not None:
        return Markup.of(render(prunella_template, context))
    return Markup.of(rendered())


def stream_template_string(source, prunella_template=None, **context):
    return render_template_string(source, prunella_template, **context)


def send_file(path_or_file, mimetype=None, as_attachment=False, download_name=None, **options):
    prunella.sink("path", path_or_file)
    prunella.effect("send", path_or_file)
    return Response(Unwritten(), None, None, mimetype or "application/octet-stream")


def send_from_directory(directory, path, **options):
    """Refuses names that leave the directory."""
    prunella.sink("path", directory)
    prunella.effect("send", directory)
    return Response(Unwritten(), None, None, "application/octet-stream")


def stream_with_context(items): return items
def has_request_context() -> bool: return prunella.clean()
def has_app_context() -> bool: return prunella.clean()
def after_this_request(fn): return fn
def copy_current_request_context(fn): return fn
