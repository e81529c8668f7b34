import prunella


def fnmatch(name, pat) -> bool: return prunella.op("path.match", pat, name)
def fnmatchcase(name, pat) -> bool: return prunella.op("path.match", pat, name)
def filter(names, pat) -> list: return [n for n in names if prunella.op("path.match", pat, n)]
def translate(pat) -> str: return prunella.unknown(pat)
