"""Django's requests and responses. A response is HTML unless it says otherwise."""
import prunella
import prunella_web as web
from django.core.files.uploadedfile import UploadedFile


class Http404(Exception): ...


class Meta:
    def get(self, key, default=None) -> str: return web.header(key)
    def __getitem__(self, key) -> str: return web.header(key)
    def __contains__(self, key): return web.yes()


class Files:
    def get(self, key, default=None) -> UploadedFile: return UploadedFile(key)
    def getlist(self, key): return [UploadedFile(key)]
    def __getitem__(self, key) -> UploadedFile: return UploadedFile(key)
    def __contains__(self, key): return web.yes()
    def values(self): return [UploadedFile("file")]


class User:
    is_authenticated = True
    def __getattr__(self, name): return prunella.clean()


class Session:
    def get(self, key, default=None): return prunella.clean()
    def __getitem__(self, key): return prunella.clean()
    def __setitem__(self, key, value):
        prunella.sink("trust", key, "name")
        prunella.sink("trust", value, "value")
        prunella.sink("token", value)
        prunella.effect("session", key, value)
    def __contains__(self, key): return web.yes()
    def flush(self): ...


class HttpRequest:
    def __init__(self):
        self.user = User()
        self.session = Session()
    def unknown(self): return HttpRequest()
    @property
    def GET(self) -> "web.LastQueryArgs": return web.LastQueryArgs()
    @property
    def POST(self) -> "web.LastFormArgs": return web.LastFormArgs()
    @property
    def COOKIES(self) -> "web.CookieArgs": return web.CookieArgs()
    @property
    def FILES(self) -> Files: return Files()
    @property
    def META(self) -> Meta: return Meta()
    @property
    def headers(self) -> "web.HeaderArgs": return web.HeaderArgs()
    @property
    def body(self) -> bytes: return web.body()
    @property
    def data(self) -> "web.LastFormArgs": return web.LastFormArgs()
    @property
    def query_params(self) -> "web.LastQueryArgs": return web.LastQueryArgs()
    @property
    def method(self) -> str: return "GET" if web.yes() else "POST"
    @property
    def path(self) -> str:
        """A route matched it, so it does not begin with two slashes."""
        rest = web.path("path")
        if rest.startswith("/") or rest.startswith("\\"):
            raise Http404()
        return "/" + rest
    @property
    def path_info(self) -> str: return web.path("path_info")
    @property
    def content_type(self) -> str: return web.header("Content-Type")
    def read(self, size=None) -> bytes: return web.body()
    def get_full_path(self, force_append_slash=False) -> str: return web.url("full_path")
    def get_host(self) -> str:
        """What is no host's name is refused."""
        return prunella.op("text.keep_chars", web.host("host"), "abcdefghijklmnopqrstuvwxyz0123456789.-:[]")
    def build_absolute_uri(self, location=None) -> str:
        base = ("https://" if web.yes() else "http://") + self.get_host()
        return base + (location if location is not None else web.url("full_path"))
    def get_signed_cookie(self, key, default=None, **options) -> str: return prunella.clean()
    def is_secure(self) -> bool: return prunella.clean()
    def is_ajax(self) -> bool: return prunella.clean()
    def accepts(self, media_type) -> bool: return prunella.clean()


def markup(content, kind):
    if isinstance(content, SafeText):
        prunella.effect("respond", content.text)
        return
    prunella.sink("trace", content)
    prunella.sink("html", content, kind)
    prunella.effect("respond", content, kind)


from django.utils.safestring import SafeText


class HttpResponse:
    status_code = 200
    def __init__(self, content=b"", content_type=None, status=None, reason=None, charset=None, headers=None):
        self.content = content
        self.headers = Headers()
        markup(content, content_type or "text/html")
    def write(self, content): markup(content, "text/html")
    def __setitem__(self, key, value): Headers().__setitem__(key, value)
    def __getitem__(self, key) -> str: return prunella.clean()
    def set_cookie(self, key, value="", max_age=None, expires=None, path="/", domain=None, secure=False, httponly=False, samesite=None):
        prunella.sink("cookie", secure, httponly, key, samesite)
        prunella.sink("token", value)
        prunella.effect("cookie", key, value)
    def set_signed_cookie(self, key, value, salt="", secure=False, httponly=False, **options): prunella.sink("cookie", secure, httponly, key)
    def delete_cookie(self, key, **options): ...
    def setdefault(self, key, value): ...


class Headers:
    """Django refuses line breaks in values."""
    def __setitem__(self, key, value):
        if key == "Location":
            prunella.sink("redirect", value)
        prunella.effect("header", key, value)


class JsonResponse(HttpResponse):
    def __init__(self, data, encoder=None, safe=True, json_dumps_params=None, **options):
        self.headers = Headers()
        prunella.effect("respond", data)


class HttpResponseRedirect(HttpResponse):
    def __init__(self, redirect_to, *args, **options):
        self.headers = Headers()
        prunella.sink("redirect", redirect_to, True)
        prunella.effect("redirect", redirect_to)


class HttpResponsePermanentRedirect(HttpResponseRedirect): ...
class HttpResponseBadRequest(HttpResponse): ...
class HttpResponseNotFound(HttpResponse): ...
class HttpResponseForbidden(HttpResponse): ...
class HttpResponseServerError(HttpResponse): ...
class HttpResponseNotAllowed(HttpResponse): ...


class StreamingHttpResponse(HttpResponse):
    def __init__(self, streaming_content=(), content_type=None, **options):
        self.headers = Headers()
        for part in streaming_content:
            markup(part, content_type or "text/html")


class FileResponse(HttpResponse):
    def __init__(self, *args, as_attachment=False, filename="", **options):
        self.headers = Headers()


def QueryDict(query_string="", **options) -> dict: return prunella.unknown(query_string)
