import prunella


class PasswordHasher:
    def __init__(self, **options): ...
    def hash(self, password, salt=None) -> str: return prunella.clean()
    def verify(self, hash, password) -> bool: return prunella.clean()
    def check_needs_rehash(self, hash) -> bool: return prunella.clean()
