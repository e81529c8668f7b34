import prunella


class CryptContext:
    def __init__(self, schemes=None, deprecated=None, **options): ...
    def hash(self, secret, **options) -> str: return prunella.clean()
    def verify(self, secret, hash, **options) -> bool: return prunella.clean()
    def needs_update(self, hash, **options) -> bool: return prunella.clean()
