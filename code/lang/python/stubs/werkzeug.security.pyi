import prunella


def generate_password_hash(password, method="scrypt", salt_length=16) -> str: return prunella.clean()
def check_password_hash(pwhash, password) -> bool: return prunella.clean()
def safe_join(directory, *names) -> str: return prunella.op("path.safe_join", directory, names)
