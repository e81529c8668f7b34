import prunella


def hashpw(password, salt) -> bytes: return prunella.clean()
def gensalt(rounds=12, prefix=b"2b") -> bytes: return prunella.clean()
def checkpw(password, hashed_password) -> bool: return prunella.clean()
def kdf(password, salt, desired_key_bytes, rounds, **options) -> bytes: return prunella.clean()
