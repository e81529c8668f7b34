"""Flask 3. A view's result is markup unless it says otherwise."""
import prunella
from markupsafe import escape, Markup
from werkzeug.datastructures import FileStorage
from werkzeug.routing import arguments


class Request:
    method: str
    path: str
    args: "QueryArgs"
    form: "FormArgs"
    values: "QueryArgs"
    headers: "HeaderArgs"
    cookies: "CookieArgs"
    files: "FileArgs"
    def __init__(self):
        self.args = QueryArgs()
        self.form = FormArgs()
        self.values = QueryArgs()
        self.headers = HeaderArgs()
        self.cookies = CookieArgs()
        self.files = FileArgs()
        self.method = prunella.source("http.method", "method")
        self.path = prunella.source("http.path", "path")
        self.full_path = prunella.source("http.url", "full_path")
        self.url = prunella.source("http.url", "url")
        self.base_url = prunella.source("http.host", "base_url")
        self.host = prunella.source("http.host", "host")
        self.host_url = prunella.source("http.host", "host_url")
        self.query_string = prunella.source("http.url", "query_string")
        self.remote_addr = prunella.clean()
        self.referrer = prunella.source("http.header", "Referer")
        self.user_agent = prunella.source("http.header", "User-Agent")
        self.data = prunella.source("http.body", "body")
        self.stream = prunella.source("http.body", "body")
        self.json = prunella.source("http.json", "body")
        self.is_json = prunella.clean()
        self.endpoint = prunella.clean()
        self.view_args = prunella.source("http.path", "view_args")
        self.content_length = prunella.clean()
        self.authorization = prunella.source("http.header", "Authorization")
    def get_json(self, force=False, silent=False, cache=True): return prunella.source("http.json", "body")
    def get_data(self, cache=True, as_text=False, parse_form_data=False): return prunella.source("http.body", "body")


class QueryArgs:
    def get(self, key, default=None, type=None):
        v = prunella.source("http.query", key)
        if type is not None:
            return type(v)
        return v
    def getlist(self, key, type=None): return [prunella.source("http.query", key)]
    def __getitem__(self, key): return prunella.source("http.query", key)
    def __contains__(self, key): return prunella.clean()
    def __iter__(self): return [prunella.source("http.query", "key")]
    def items(self): return [(prunella.source("http.query", "key"), prunella.source("http.query", "value"))]
    def keys(self): return [prunella.source("http.query", "key")]
    def values(self): return [prunella.source("http.query", "value")]
    def to_dict(self, flat=True): return prunella.source("http.query", "all")


class FormArgs:
    def get(self, key, default=None, type=None):
        v = prunella.source("http.form", key)
        if type is not None:
            return type(v)
        return v
    def getlist(self, key, type=None): return [prunella.source("http.form", key)]
    def __getitem__(self, key): return prunella.source("http.form", key)
    def __contains__(self, key): return prunella.clean()
    def __iter__(self): return [prunella.source("http.form", "key")]
    def items(self): return [(prunella.source("http.form", "key"), prunella.source("http.form", "value"))]
    def keys(self): return [prunella.source("http.form", "key")]
    def values(self): return [prunella.source("http.form", "value")]
    def to_dict(self, flat=True): return prunella.source("http.form", "all")


class HeaderArgs:
    def get(self, key, default=None, type=None): return prunella.source("http.header", key)
    def getlist(self, key): return [prunella.source("http.header", key)]
    def __getitem__(self, key): return prunella.source("http.header", key)
    def __contains__(self, key): return prunella.clean()
    def items(self): return [(prunella.source("http.header", "name"), prunella.source("http.header", "value"))]


class CookieArgs:
    def get(self, key, default=None, type=None): return prunella.source("http.cookie", key)
    def __getitem__(self, key): return prunella.source("http.cookie", key)
    def __contains__(self, key): return prunella.clean()
    def items(self): return [(prunella.source("http.cookie", "name"), prunella.source("http.cookie", "value"))]


class FileArgs:
    def get(self, key, default=None) -> FileStorage: return FileStorage(key)
    def getlist(self, key): return [FileStorage(key)]
    def __getitem__(self, key) -> FileStorage: return FileStorage(key)
    def __contains__(self, key): return prunella.clean()


request = Request()


class Session:
    def get(self, key, default=None): return prunella.clean()
    def pop(self, key, default=None): return prunella.clean()
    def __getitem__(self, key): return prunella.clean()
    def __setitem__(self, key, value): prunella.effect("session", key, value)
    def __contains__(self, key): return prunella.clean()
    def clear(self): ...
    def update(self, values): ...


session = Session()


class Globals: ...


g = Globals()


class Config:
    def __setitem__(self, key, value):
        if key == "SECRET_KEY":
            prunella.sink("secret", value, key)
        if key == "SESSION_COOKIE_SECURE":
            prunella.sink("cookie", value, None, "session")
        if key == "SESSION_COOKIE_HTTPONLY":
            prunella.sink("cookie", None, value, "session")
        self.values[key] = value
    def __getitem__(self, key): return self.values[key]
    def get(self, key, default=None): return self.values.get(key, default)
    def __init__(self):
        self.values = {}
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
    def setdefault(self, key, value):
        self.__setitem__(key, value)
        return value


def respond(fn, result):
    """What Flask does with what a view returns."""
    body = result
    kind = None
    if isinstance(result, tuple):
        body = result[0]
    if isinstance(body, Response):
        return body
    if isinstance(body, dict) or isinstance(body, list):
        return body
    prunella.sink("html", body, "text/html")
    prunella.effect("respond", body)
    return body


def identity(fn): return fn


class Scaffold:
    def route(self, rule, methods=None, endpoint=None, **options):
        def register(fn):
            def handle():
                return respond(fn, fn(**arguments(rule)))
            self.add(methods, rule, handle)
            return fn
        return register
    def get(self, rule, **options): return self.route(rule, ["GET"])
    def post(self, rule, **options): return self.route(rule, ["POST"])
    def put(self, rule, **options): return self.route(rule, ["PUT"])
    def patch(self, rule, **options): return self.route(rule, ["PATCH"])
    def delete(self, rule, **options): return self.route(rule, ["DELETE"])
    def add_url_rule(self, rule, endpoint=None, view_func=None, methods=None, **options):
        if view_func is not None:
            self.route(rule, methods)(view_func)
    def before_request(self, fn):
        self.add(None, "/", fn)
        return fn
    def after_request(self, fn): return fn
    def teardown_request(self, fn): return fn
    def errorhandler(self, code): return identity
    def context_processor(self, fn): return fn
    def template_filter(self, name=None): return identity
    def app_template_filter(self, name=None): return identity
    def app_errorhandler(self, code): return identity
    def before_app_request(self, fn): return fn
    def app_context_processor(self, fn): return fn


class Flask(Scaffold):
    def __init__(self, name, **options):
        self.name = name
        self.config = Config()
        self.logger = Logger()
        self.jinja_env = Environment()
        self.secret = None
        self.instance_path = "/instance"
        self.root_path = "/app"
    def add(self, methods, rule, handle): prunella.entry("http", methods, rule, handle)
    def register_blueprint(self, blueprint, url_prefix=None, **options):
        prefix = url_prefix or blueprint.prefix
        for methods, rule, handle in blueprint.routes:
            prunella.entry("http", methods, prefix + rule, handle)
    def run(self, host=None, port=None, debug=None, **options):
        prunella.sink("debug", debug, host)
    def teardown_appcontext(self, fn): return fn
    def cli_command(self, name=None): return identity
    def app_context(self): return self
    def test_client(self): return prunella.clean()
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class Blueprint(Scaffold):
    def __init__(self, name, import_name, url_prefix="", **options):
        self.name = name
        self.prefix = url_prefix or ""
        self.routes = []
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


def log(msg, args):
    if len(args) > 0:
        prunella.sink("log", prunella.op("fmt.percent", msg, args))
        return
    prunella.sink("log", msg)


class Environment: ...


current_app = Flask("app")


class Response:
    def __init__(self, response=None, status=None, headers=None, mimetype=None, content_type=None, direct_passthrough=False):
        self.headers = ResponseHeaders()
        self.status_code = status
        kind = content_type or mimetype or "text/html"
        if headers is not None:
            for k in headers:
                self.headers[k] = headers[k]
        self.data = response
        prunella.sink("html", response, kind)
        prunella.effect("respond", response, kind)
    def set_cookie(self, key, value="", max_age=None, expires=None, path="/", domain=None, secure=False, httponly=False, samesite=None):
        prunella.sink("cookie", secure, httponly, key)
        prunella.sink("header", value)
        prunella.effect("cookie", key, value)
    def delete_cookie(self, key, **options): ...
    def get_data(self, as_text=False): return self.data


class ResponseHeaders:
    def __setitem__(self, key, value):
        prunella.sink("header", value)
        prunella.effect("header", key, value)
    def set(self, key, value): self.__setitem__(key, value)
    def add(self, key, value): self.__setitem__(key, value)
    def get(self, key, default=None): return prunella.clean()
    def setdefault(self, key, value): self.__setitem__(key, value)
    def extend(self, values): ...


def make_response(*args):
    return Response(args[0])


def jsonify(*args, **kwargs):
    return Response(prunella.op("json.encode", args, kwargs), None, None, "application/json")


def redirect(location, code=302, Response=None):
    prunella.sink("redirect", location)
    prunella.effect("redirect", location)
    return Response_of(location)


def Response_of(location): return Response("", 302, None, "text/html")


def abort(code, *args, **kwargs):
    raise HTTPException(code)


class HTTPException(Exception): ...


def url_for(endpoint, **values) -> str: return "/" + prunella.op("url.quote", endpoint, "/")


def flash(message, category="message"): prunella.effect("flash", message)
def get_flashed_messages(**options) -> list: return prunella.clean()


def render_template(name, **context):
    prunella.effect("render", name)
    return Markup(prunella.clean())


def render_template_string(source, **context):
    prunella.sink("template", source)
    return Markup(prunella.clean())


def send_file(path, mimetype=None, as_attachment=False, download_name=None, **options):
    prunella.sink("path", path)
    prunella.effect("send", path)
    return Response(prunella.clean(), None, None, mimetype or "application/octet-stream")


def send_from_directory(directory, path, **options):
    prunella.effect("send", directory)
    return Response(prunella.clean(), None, None, "application/octet-stream")


def stream_with_context(items): return items
def has_request_context() -> bool: return prunella.clean()
