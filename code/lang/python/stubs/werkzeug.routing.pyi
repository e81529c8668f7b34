import prunella


def arguments(rule) -> dict:
    """The keyword arguments that a request for the rule passes to its view."""
    out = {}
    for name, kind in prunella.op("route.params", rule):
        value = prunella.source("http.path", name)
        if kind == "int":
            out[name] = prunella.op("int.parse", value)
        elif kind == "float":
            out[name] = prunella.op("float.parse", value)
        elif kind == "uuid":
            out[name] = prunella.op("uuid.format", value)
        elif kind == "path":
            out[name] = value
        else:
            out[name] = prunella.op("text.segment", value)
    return out
