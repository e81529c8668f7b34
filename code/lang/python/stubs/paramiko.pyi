import prunella


class SSHException(Exception): ...
class AuthenticationException(SSHException): ...
class MissingHostKeyPolicy: ...
class AutoAddPolicy(MissingHostKeyPolicy): ...
class WarningPolicy(MissingHostKeyPolicy): ...
class RejectPolicy(MissingHostKeyPolicy): ...


class Channel:
    def read(self, n=-1) -> bytes: return prunella.source("net", "ssh")
    def readlines(self): return [self.read()]
    def write(self, data): ...
    def flush(self): ...
    def exec_command(self, command): prunella.sink("shell", command)
    def recv(self, n) -> bytes: return prunella.source("net", "ssh")
    def send(self, data): ...
    def close(self): ...
    @property
    def channel(self): return self
    def recv_exit_status(self) -> int: return prunella.clean()
    def __iter__(self): return [self.read()]


class SSHClient:
    def set_missing_host_key_policy(self, policy):
        if policy is AutoAddPolicy or policy is WarningPolicy or isinstance(policy, AutoAddPolicy) or isinstance(policy, WarningPolicy):
            prunella.sink("tls.verify", False)
    def load_system_host_keys(self, filename=None): ...
    def load_host_keys(self, filename): ...
    def connect(self, hostname, port=22, username=None, password=None, pkey=None, key_filename=None, timeout=None, **options):
        if password is not None:
            prunella.sink("secret", password, "password")
    def exec_command(self, command, bufsize=-1, timeout=None, get_pty=False, environment=None) -> tuple:
        prunella.sink("shell", command)
        prunella.effect("process", command)
        return (Channel(), Channel(), Channel())
    def invoke_shell(self, **options): return Channel()
    def open_sftp(self): return SFTPClient()
    def get_transport(self): return Transport()
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class SFTPClient:
    def get(self, remotepath, localpath, **options): prunella.sink("path", localpath)
    def put(self, localpath, remotepath, **options): prunella.sink("path", localpath)
    def listdir(self, path="."): return [prunella.source("net", "name")]
    def close(self): ...
    @classmethod
    def from_transport(cls, transport): return SFTPClient()


class Transport:
    def __init__(self, sock=None): ...
    def connect(self, **options): ...
    def open_session(self): return Channel()
    def close(self): ...


class RSAKey:
    @classmethod
    def generate(cls, bits, **options):
        prunella.sink("key.size", "rsa", bits)
        return RSAKey()
    @classmethod
    def from_private_key_file(cls, filename, password=None): return RSAKey()
