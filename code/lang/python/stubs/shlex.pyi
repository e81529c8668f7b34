import prunella


def quote(s) -> str: return prunella.op("shell.quote", s)
def split(s, comments=False, posix=True) -> list: return prunella.op("shell.split", s)
def join(words) -> str: return " ".join([prunella.op("shell.quote", w) for w in words])
