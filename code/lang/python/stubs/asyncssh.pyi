"""SSH: a command is a line for the other side's shell."""
import prunella
from prunella_remote import Result, lines


class Process:
    stdin: object
    stdout: object
    stderr: object


class SSHClientConnection:
    async def run(self, command=None, check=False, timeout=None, **options) -> Result:
        lines(command)
        return Result(command)
    async def create_process(self, command=None, **options) -> Process:
        lines(command)
        return Process()
    async def create_session(self, factory, command=None, **options):
        lines(command)
        return (prunella.clean(), prunella.clean())
    def close(self): ...
    async def wait_closed(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    async def __aenter__(self): return self
    async def __aexit__(self, a, b, c): ...


class SSHClient: ...
class SSHServer: ...
class Error(Exception): ...


def connect(host="", port=0, username=None, password=None, known_hosts=(), **options) -> SSHClientConnection:
    if password is not None:
        prunella.sink("secret", password, "password")
    if known_hosts is None:
        prunella.sink("tls.verify", False)
    return SSHClientConnection()
