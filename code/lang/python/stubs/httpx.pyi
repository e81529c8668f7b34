import prunella
from requests import Response


class HTTPError(Exception): ...
class RequestError(HTTPError): ...
class HTTPStatusError(HTTPError): ...
class TimeoutException(HTTPError): ...
class Timeout:
    def __init__(self, timeout=5.0, **options): ...


def send(method, url, verify, timeout) -> Response:
    prunella.sink("url", url)
    prunella.sink("url.part", url)
    prunella.sink("tls.verify", verify)
    prunella.sink("timeout", timeout, "request")
    prunella.effect("request", method, url)
    return Response()


def request(method, url, verify=True, timeout=5.0, **options) -> Response: return send(method, url, verify, timeout)
def get(url, verify=True, timeout=5.0, **options) -> Response: return send("GET", url, verify, timeout)
def head(url, verify=True, timeout=5.0, **options) -> Response: return send("HEAD", url, verify, timeout)
def post(url, verify=True, timeout=5.0, **options) -> Response: return send("POST", url, verify, timeout)
def put(url, verify=True, timeout=5.0, **options) -> Response: return send("PUT", url, verify, timeout)
def patch(url, verify=True, timeout=5.0, **options) -> Response: return send("PATCH", url, verify, timeout)
def delete(url, verify=True, timeout=5.0, **options) -> Response: return send("DELETE", url, verify, timeout)
def stream(method, url, verify=True, timeout=5.0, **options) -> Response: return send(method, url, verify, timeout)


class Client:
    def __init__(self, verify=True, timeout=5.0, base_url="", **options):
        self.verify = verify
        self.timeout = timeout
        self.base = base_url
        self.headers = {}
    def request(self, method, url, **options) -> Response: return send(method, self.base + url, self.verify, self.timeout)
    def get(self, url, **options) -> Response: return send("GET", self.base + url, self.verify, self.timeout)
    def head(self, url, **options) -> Response: return send("HEAD", self.base + url, self.verify, self.timeout)
    def post(self, url, **options) -> Response: return send("POST", self.base + url, self.verify, self.timeout)
    def put(self, url, **options) -> Response: return send("PUT", self.base + url, self.verify, self.timeout)
    def patch(self, url, **options) -> Response: return send("PATCH", self.base + url, self.verify, self.timeout)
    def delete(self, url, **options) -> Response: return send("DELETE", self.base + url, self.verify, self.timeout)
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class AsyncClient(Client):
    def aclose(self): ...
    def __aenter__(self): return self
    def __aexit__(self, a, b, c): ...
