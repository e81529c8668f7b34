import prunella


def parseString(string, parser=None): return prunella.unknown(string)
def parse(file, parser=None): return prunella.unknown(file)
