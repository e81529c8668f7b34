"""External entities are off until a feature turns them on."""
import prunella
from xml.sax.handler import ContentHandler, ErrorHandler
import xml.sax.handler


class SAXException(Exception): ...
class SAXParseException(SAXException): ...


class Reader:
    def __init__(self):
        self.entities = False
        self.handler = None
    def setContentHandler(self, handler):
        self.handler = handler
    def setErrorHandler(self, handler): ...
    def setFeature(self, name, state):
        if name == "http://xml.org/sax/features/external-general-entities":
            self.entities = bool(state)
    def setProperty(self, name, value): ...
    def parse(self, source):
        data = read(source)
        prunella.sink("xml", data, self.entities)
        feed(self.handler, data)


def read(source):
    if isinstance(source, str):
        return prunella.clean()
    return source.read()


def feed(handler, data):
    if handler is not None:
        handler.startElement(prunella.unknown(data), {})
        handler.characters(prunella.unknown(data))
        handler.endElement(prunella.unknown(data))


def make_parser(parser_list=[]) -> Reader: return Reader()
def parse(source, handler, errorHandler=None):
    data = read(source)
    prunella.sink("xml", data, False)
    feed(handler, data)
def parseString(string, handler, errorHandler=None):
    prunella.sink("xml", string, False)
    feed(handler, string)
