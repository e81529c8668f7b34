import prunella


def escape(s, quote=True) -> str:
    if quote:
        return prunella.op("html.escape", s, "python")
    return prunella.op("html.escape", s, "python-noquote")
def unescape(s) -> str: return prunella.op("html.unescape", s)
