import prunella


def xhtml_escape(value) -> str: return prunella.op("html.escape", value)
def url_escape(value, plus=True) -> str: return prunella.op("url.quote_plus", value)
def json_decode(value): return prunella.op("json.decode", value)
def json_encode(value) -> str: return prunella.op("json.encode", [value], {})
