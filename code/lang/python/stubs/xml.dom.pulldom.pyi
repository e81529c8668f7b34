import prunella


def parseString(string, parser=None):
    prunella.sink("xml", string, False)
    return prunella.unknown(string)
def parse(file, parser=None, bufsize=None):
    prunella.sink("xml", file, False)
    return prunella.unknown(file)
class Document: ...
