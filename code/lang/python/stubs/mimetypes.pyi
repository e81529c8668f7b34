import prunella


def guess_type(url, strict=True) -> tuple: return (guessed(), None)
def guess_extension(type, strict=True) -> str: return prunella.clean()
def guessed() -> str: return prunella.clean()
