import prunella
import aiohttp.web


class ClientError(Exception): ...
class ClientTimeout:
    def __init__(self, total=None, **options): ...


class Response:
    @property
    def status(self) -> int: return prunella.clean()
    @property
    def headers(self): return prunella.clean()
    def text(self, **options) -> str: return prunella.source("net", "response")
    def read(self) -> bytes: return prunella.source("net", "response")
    def json(self, **options): return prunella.source("net", "response")
    def raise_for_status(self): ...
    def __aenter__(self): return self
    def __aexit__(self, a, b, c): ...


class ClientSession:
    def __init__(self, base_url=None, **options): ...
    def request(self, method, url, ssl=None, verify_ssl=True, **options) -> Response:
        prunella.sink("url", url)
        prunella.sink("url.part", url)
        if ssl is not None:
            prunella.sink("tls.verify", ssl)
        prunella.sink("tls.verify", verify_ssl)
        prunella.effect("request", method, url)
        return Response()
    def get(self, url, **options) -> Response: return self.request("GET", url, **options)
    def post(self, url, **options) -> Response: return self.request("POST", url, **options)
    def put(self, url, **options) -> Response: return self.request("PUT", url, **options)
    def delete(self, url, **options) -> Response: return self.request("DELETE", url, **options)
    def head(self, url, **options) -> Response: return self.request("HEAD", url, **options)
    def patch(self, url, **options) -> Response: return self.request("PATCH", url, **options)
    def close(self): ...
    def __aenter__(self): return self
    def __aexit__(self, a, b, c): ...


class TCPConnector:
    def __init__(self, ssl=None, verify_ssl=True, **options):
        if ssl is not None:
            prunella.sink("tls.verify", ssl)
        prunella.sink("tls.verify", verify_ssl)
