import prunella
import hashlib


class HMAC:
    def __init__(self, key, msg):
        self.key = key
        self.msg = b"" if msg is None else msg
    def update(self, msg):
        self.msg = self.msg + msg
    def digest(self) -> bytes: return prunella.op("hash.bytes", "hmac", self.msg, self.key)
    def hexdigest(self) -> str: return prunella.op("hash.hex", "hmac", self.msg, self.key)
    def copy(self): return self


def new(key, msg=None, digestmod="") -> HMAC:
    prunella.sink("secret", key, "key")
    return HMAC(key, msg)


def digest(key, msg, digest) -> bytes:
    prunella.sink("secret", key, "key")
    return prunella.op("hash.bytes", "hmac", msg, key)


def compare_digest(a, b) -> bool: return prunella.op("text.equals", a, b)
