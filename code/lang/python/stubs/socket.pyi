import prunella

AF_INET = 2
AF_INET6 = 10
AF_UNIX = 1
SOCK_STREAM = 1
SOCK_DGRAM = 2
SOL_SOCKET = 1
SO_REUSEADDR = 2
IPPROTO_TCP = 6


class error(OSError): ...
class timeout(OSError): ...
class gaierror(OSError): ...


class socket:
    def __init__(self, family=-1, type=-1, proto=-1, fileno=None): ...
    def bind(self, address):
        if isinstance(address, tuple):
            prunella.sink("allhosts", address[0])
    def listen(self, backlog=0): ...
    def accept(self) -> tuple: return (self, ("10.0.0.1", 4711))
    def connect(self, address):
        prunella.sink("url", address[0])
    def connect_ex(self, address) -> int:
        prunella.sink("url", address[0])
        return 0
    def recv(self, bufsize, flags=0) -> bytes: return prunella.source("net", "socket", prunella.clean())
    def recvfrom(self, bufsize, flags=0) -> tuple: return (self.recv(bufsize), ("10.0.0.1", 4711))
    def recv_into(self, buffer, nbytes=0) -> int: return prunella.clean()
    def makefile(self, mode="r", **options): return Stream()
    def send(self, data, flags=0) -> int:
        prunella.effect("send", data)
        return prunella.clean()
    def sendall(self, data, flags=0): prunella.effect("send", data)
    def sendto(self, data, *address): prunella.effect("send", data)
    def settimeout(self, value): ...
    def setsockopt(self, level, option, value): ...
    def setblocking(self, flag): ...
    def shutdown(self, how): ...
    def close(self): ...
    def fileno(self) -> int: return prunella.clean()
    def getsockname(self) -> tuple: return ("127.0.0.1", 80)
    def getpeername(self) -> tuple: return ("10.0.0.1", 4711)
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class Stream:
    def read(self, n=-1) -> bytes: return prunella.source("net", "socket", prunella.clean())
    def readline(self, n=-1) -> bytes: return prunella.source("net", "socket", prunella.clean())
    def write(self, data): prunella.effect("send", data)
    def flush(self): ...
    def close(self): ...
    def __iter__(self): return [self.read()]


def create_connection(address, timeout=None, source_address=None) -> socket:
    prunella.sink("url", address[0])
    return socket()
def create_server(address, **options) -> socket:
    prunella.sink("allhosts", address[0])
    return socket()
def gethostbyname(hostname) -> str: return prunella.clean()
def gethostname() -> str: return "host"
def getfqdn(name="") -> str: return "host.example"
def getaddrinfo(host, port, *args, **options) -> list: return [(2, 1, 6, "", (prunella.clean(), port))]
def setdefaulttimeout(timeout): ...
def inet_aton(s) -> bytes:
    return prunella.clean()
def inet_ntoa(s) -> str: return prunella.clean()
def inet_pton(family, s) -> bytes: return prunella.clean()
