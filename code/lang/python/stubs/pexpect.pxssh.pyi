"""A shell on another machine: each line runs."""
import prunella
from prunella_remote import lines, output


class ExceptionPxssh(Exception): ...


class pxssh:
    before: str
    after: str
    def __init__(self, **options): ...
    def login(self, server, username=None, password="", **options) -> bool:
        if password:
            prunella.sink("secret", password, "password")
        return prunella.clean()
    def send(self, s) -> int:
        lines(s)
        return prunella.clean()
    def sendline(self, s="") -> int: return self.send(s)
    def prompt(self, timeout=-1) -> bool: return prunella.clean()
    def read(self, size=-1) -> str: return output()
    def logout(self): ...
    def close(self, force=True): ...
