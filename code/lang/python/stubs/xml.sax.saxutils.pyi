import prunella


def escape(data, entities={}) -> str: return prunella.op("html.escape", data, "python-noquote")
def quoteattr(data, entities={}) -> str: return "\"" + prunella.op("html.escape", data) + "\""
def unescape(data, entities={}) -> str: return prunella.op("html.unescape", data)
