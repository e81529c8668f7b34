import prunella
from prunella_remote import lines, output


class Channel:
    def execute(self, command) -> int:
        lines(command)
        return prunella.clean()
    def shell(self) -> int: return prunella.clean()
    def write(self, buf) -> tuple: return (prunella.clean(), prunella.clean())
    def read(self, size=1024) -> tuple: return (prunella.clean(), output())
    def wait_eof(self): ...
    def close(self): ...
    def wait_closed(self): ...


class Session:
    def handshake(self, sock): ...
    def userauth_password(self, username, password):
        prunella.sink("secret", password, "password")
    def userauth_publickey_fromfile(self, *args): ...
    def open_session(self) -> Channel: return Channel()
    def disconnect(self): ...
