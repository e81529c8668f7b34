import prunella


class Response:
    media_type = None
    def __init__(self, content=None, status_code=200, headers=None, media_type=None, background=None):
        self.headers = Headers()
        self.status_code = status_code
        kind = media_type or self.media_type or "application/octet-stream"
        prunella.sink("trace", content)
        prunella.sink("html", content, kind)
        prunella.effect("respond", content, kind)
    def set_cookie(self, key, value="", max_age=None, expires=None, path="/", domain=None, secure=False, httponly=False, samesite="lax", **options):
        prunella.sink("cookie", secure, httponly, key, samesite)
        prunella.effect("cookie", key, value)
    def delete_cookie(self, key, **options): ...


class Headers:
    def __setitem__(self, key, value): prunella.effect("header", key, value)
    def __getitem__(self, key) -> str: return prunella.clean()
    def append(self, key, value): ...
    def update(self, other): ...


class HTMLResponse(Response):
    media_type = "text/html"


class PlainTextResponse(Response):
    media_type = "text/plain"


class JSONResponse(Response):
    media_type = "application/json"


class ORJSONResponse(JSONResponse): ...
class UJSONResponse(JSONResponse): ...


class RedirectResponse(Response):
    def __init__(self, url, status_code=307, headers=None, background=None):
        self.headers = Headers()
        prunella.sink("redirect", f"{url}")
        prunella.effect("redirect", f"{url}")


class FileResponse(Response):
    def __init__(self, path, status_code=200, headers=None, media_type=None, filename=None, **options):
        self.headers = Headers()
        prunella.sink("path", f"{path}")
        prunella.effect("send", f"{path}")


class StreamingResponse(Response):
    def __init__(self, content, status_code=200, headers=None, media_type=None, background=None):
        self.headers = Headers()
        for part in content:
            prunella.sink("html", part, media_type or "application/octet-stream")
