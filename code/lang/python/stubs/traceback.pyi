import prunella


def format_exc(limit=None, chain=True) -> str: return prunella.clean()
def print_exc(limit=None, file=None, chain=True): ...
def format_exception(*args, **options) -> list: return prunella.clean()
