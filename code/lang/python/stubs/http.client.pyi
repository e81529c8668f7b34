import prunella


class HTTPException(Exception): ...


class HTTPResponse:
    def read(self, n=-1) -> bytes: return prunella.source("net", "response")
    def getheader(self, name, default=None) -> str: return prunella.source("net", "header")
    @property
    def status(self) -> int: return prunella.clean()


class HTTPConnection:
    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=8192, context=None, **options):
        self.host = host
        prunella.sink("timeout", timeout, "connection")
    def request(self, method, url, body=None, headers=None):
        if url.startswith(("http://", "https://")):
            prunella.sink("url", url)
        else:
            prunella.sink("url", "http://" + self.host + "/")
            prunella.sink("url.part", "http://" + self.host + "/" + url.lstrip("/"))
        prunella.effect("request", method, url)
    def getresponse(self) -> HTTPResponse: return HTTPResponse()
    def close(self): ...


class HTTPSConnection(HTTPConnection): ...
