import prunella


def make_password(password, salt=None, hasher="default") -> str: return prunella.clean()
def check_password(password, encoded, **options) -> bool: return prunella.clean()
