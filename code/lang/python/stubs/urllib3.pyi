import prunella


class Response:
    @property
    def data(self) -> bytes: return prunella.source("net", "response")
    @property
    def status(self) -> int: return prunella.clean()
    @property
    def headers(self): return prunella.clean()
    def read(self, n=-1) -> bytes: return prunella.source("net", "response")
    def json(self): return prunella.source("net", "response")


class PoolManager:
    def __init__(self, num_pools=10, headers=None, cert_reqs="CERT_REQUIRED", assert_hostname=None, **options):
        if cert_reqs == "CERT_NONE" or cert_reqs == 0:
            prunella.sink("tls.verify", False)
    def request(self, method, url, fields=None, headers=None, **options) -> Response:
        prunella.sink("url", url)
        prunella.sink("url.part", url)
        prunella.effect("request", method, url)
        return Response()
    def urlopen(self, method, url, **options) -> Response: return self.request(method, url)


class ProxyManager(PoolManager): ...
class HTTPSConnectionPool(PoolManager): ...
class HTTPConnectionPool(PoolManager): ...


def request(method, url, **options) -> Response: return PoolManager().request(method, url)
def disable_warnings(category=None): ...
class exceptions:
    InsecureRequestWarning = None
