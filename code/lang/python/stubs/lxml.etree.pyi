"""lxml resolves entities unless the parser says otherwise (before 5.0 also
external ones); a path is an XPath expression, its variables are safe."""
import prunella
from xml.etree.ElementTree import ElementTree


class XMLSyntaxError(Exception): ...
class ParseError(Exception): ...


class XMLParser:
    def __init__(self, resolve_entities=True, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False, remove_blank_text=False, encoding=None, **options):
        self.entities = resolve_entities


class HTMLParser:
    def __init__(self, **options):
        self.entities = False


class XSLT:
    def __init__(self, xslt_input, **options):
        if isinstance(xslt_input, Element):
            prunella.sink("xslt", xslt_input.data)
    def __call__(self, input, **parameters): return Element(input.data)


class ETCompatXMLParser(XMLParser): ...


class Element:
    def __init__(self, data=""):
        self.data = data
    @property
    def text(self) -> str: return prunella.unknown(self.data)
    @property
    def tail(self) -> str: return prunella.unknown(self.data)
    @property
    def tag(self) -> str: return prunella.unknown(self.data)
    @property
    def attrib(self) -> dict: return prunella.unknown(self.data)
    def get(self, key, default=None) -> str: return prunella.unknown(self.data)
    def set(self, key, value): ...
    def xpath(self, path, namespaces=None, extensions=None, smart_strings=True, **variables):
        prunella.sink("xpath", path, variables)
        return [Element(self.data)]
    def find(self, path, namespaces=None):
        prunella.sink("xpath", path)
        return Element(self.data)
    def findall(self, path, namespaces=None):
        prunella.sink("xpath", path)
        return [Element(self.data)]
    def findtext(self, path, default=None, namespaces=None) -> str:
        prunella.sink("xpath", path)
        return prunella.unknown(self.data)
    def iter(self, *tags): return [Element(self.data)]
    def iterchildren(self, *tags): return [Element(self.data)]
    def itertext(self, *tags): return [self.text]
    def xslt(self, stylesheet, **parameters):
        if isinstance(stylesheet, Element):
            prunella.sink("xslt", stylesheet.data)
        return Element(self.data)
    def getchildren(self): return [Element(self.data)]
    def getparent(self): return Element(self.data)
    def getroot(self): return self
    def getroottree(self): return self
    def append(self, element): ...
    def __iter__(self): return [Element(self.data)]
    def __getitem__(self, i): return Element(self.data)


def entities(parser):
    if parser is None:
        return True
    return parser.entities


def fromstring(text, parser=None, base_url=None) -> Element:
    prunella.sink("xml", text, entities(parser))
    return Element(text)
def XML(text, parser=None, base_url=None) -> Element: return fromstring(text, parser)
def HTML(text, parser=None, base_url=None) -> Element: return Element(text)
def parse(source, parser=None, base_url=None) -> Element:
    data = source
    if not isinstance(source, str):
        data = source.read()
    prunella.sink("xml", data, entities(parser))
    return Element(data)
def iterparse(source, events=None, resolve_entities=True, **options):
    data = source.read()
    prunella.sink("xml", data, resolve_entities)
    return [("end", Element(data))]
def tostring(element, **options) -> bytes: return prunella.unknown(element)
def SubElement(parent, tag, attrib=None, **extra) -> Element: return Element("")


class XPath:
    def __init__(self, path, **options):
        prunella.sink("xpath", path)
    def __call__(self, element, **variables): return [Element()]


class ETXPath(XPath): ...


class XSLT:
    def __init__(self, document, **options): ...
    def __call__(self, document, **options): return document


def XMLSchema(etree=None, file=None): return prunella.clean()
