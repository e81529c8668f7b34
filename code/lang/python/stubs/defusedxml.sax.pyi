import prunella


def parseString(string, handler, errorHandler=None): return prunella.unknown(string)
def parse(source, handler, errorHandler=None): return prunella.unknown(source)
def make_parser(parser_list=[]): return Reader()
class Reader:
    def setContentHandler(self, handler): ...
    def setFeature(self, name, state): ...
    def parse(self, source): ...
