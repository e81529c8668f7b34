import prunella


def formataddr(pair, charset="utf-8") -> str: return prunella.unknown(pair)
def parseaddr(address) -> tuple: return (prunella.unknown(address), prunella.unknown(address))
def formatdate(timeval=None, localtime=False, usegmt=False) -> str: return prunella.clean()
def make_msgid(idstring=None, domain=None) -> str: return prunella.clean()
