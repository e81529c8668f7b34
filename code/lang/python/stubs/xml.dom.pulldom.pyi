import prunella


def entities(parser):
    return parser is not None and parser.entities
def parseString(string, parser=None):
    prunella.sink("xml", string, entities(parser))
    return prunella.unknown(string)
def parse(file, parser=None, bufsize=None):
    data = file if isinstance(file, str) else file.read()
    prunella.sink("xml", data, entities(parser))
    return prunella.unknown(data)
class Document: ...
