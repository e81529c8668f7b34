import prunella


class InvalidToken(Exception): ...


class Fernet:
    def __init__(self, key, backend=None): prunella.sink("secret", key, "key")
    @classmethod
    def generate_key(cls) -> bytes: return key()
    def encrypt(self, data) -> bytes: return prunella.clean()
    def decrypt(self, token, ttl=None) -> bytes: return prunella.clean()


def key() -> bytes: return prunella.clean()
def MultiFernet(fernets) -> Fernet: return Fernet(None)
