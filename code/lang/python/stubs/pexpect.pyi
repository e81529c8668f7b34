"""Programs with a console: the command is split into words, not read by a shell."""
import prunella

EOF = "EOF"
TIMEOUT = "TIMEOUT"


class ExceptionPexpect(Exception): ...


def output() -> str: return prunella.source("net", "console")


class spawn:
    before: str
    after: str
    def __init__(self, command, args=None, timeout=30, **options):
        if args is None:
            prunella.sink("shell", command)
        else:
            prunella.sink("exec", command, args)
        prunella.effect("process", command)
    def expect(self, pattern, timeout=-1, **options) -> int: return prunella.clean()
    def expect_exact(self, pattern, timeout=-1, **options) -> int: return prunella.clean()
    def send(self, s) -> int: return prunella.clean()
    def sendline(self, s="") -> int: return prunella.clean()
    def read(self, size=-1) -> str: return output()
    def readline(self, size=-1) -> str: return output()
    def interact(self, *args, **options): ...
    def isalive(self) -> bool: return prunella.clean()
    def close(self, force=True): ...


class spawnu(spawn): ...


def run(command, timeout=30, withexitstatus=False, events=None, **options) -> str:
    prunella.sink("shell", command)
    prunella.effect("process", command)
    return output()


def runu(command, **options) -> str: return run(command)
