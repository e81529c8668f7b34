"""Resolves no external entities; a path given to find is an XPath expression."""
import prunella


class ParseError(SyntaxError): ...


class Element:
    def __init__(self, tag="", attrib=None, **extra):
        self.tag = tag
        self.attrib = Attributes(self)
    @property
    def text(self) -> str: return prunella.unknown(self.tag)
    @property
    def tail(self) -> str: return prunella.unknown(self.tag)
    def get(self, key, default=None) -> str: return prunella.unknown(self.tag)
    def set(self, key, value): ...
    def find(self, path, namespaces=None):
        prunella.sink("xpath", path)
        return Element(self.tag)
    def findall(self, path, namespaces=None):
        prunella.sink("xpath", path)
        return [Element(self.tag)]
    def findtext(self, path, default=None, namespaces=None) -> str:
        prunella.sink("xpath", path)
        return prunella.unknown(self.tag)
    def iterfind(self, path, namespaces=None):
        prunella.sink("xpath", path)
        return [Element(self.tag)]
    def iter(self, tag=None): return [Element(self.tag)]
    def itertext(self): return [self.text]
    def getchildren(self): return [Element(self.tag)]
    def keys(self): return [prunella.unknown(self.tag)]
    def items(self): return [(prunella.unknown(self.tag), prunella.unknown(self.tag))]
    def append(self, element): ...
    def remove(self, element): ...
    def __iter__(self): return [Element(self.tag)]
    def __getitem__(self, i): return Element(self.tag)


class Attributes:
    def __init__(self, element):
        self.tag = element.tag
    def get(self, key, default=None) -> str: return prunella.unknown(self.tag)
    def __getitem__(self, key) -> str: return prunella.unknown(self.tag)
    def items(self): return [(prunella.unknown(self.tag), prunella.unknown(self.tag))]
    def __contains__(self, key): return prunella.clean()


class ElementTree:
    def __init__(self, element=None, file=None):
        self.element = element
    def getroot(self): return self.element or Element()
    def find(self, path, namespaces=None): return self.getroot().find(path)
    def findall(self, path, namespaces=None): return self.getroot().findall(path)
    def findtext(self, path, default=None, namespaces=None): return self.getroot().findtext(path)
    def iterfind(self, path, namespaces=None): return self.getroot().iterfind(path)
    def iter(self, tag=None): return self.getroot().iter(tag)
    def xpath(self, path, **options): return self.getroot().findall(path)
    def parse(self, source, parser=None): return self.getroot()
    def write(self, file, **options): prunella.sink("path", file)


class XMLParser: ...


def content(source):
    if isinstance(source, str):
        return source
    return source.read()


def fromstring(text, parser=None) -> Element:
    prunella.sink("xml", text, False)
    return Element(text)
XML = fromstring
def parse(source, parser=None) -> ElementTree:
    if isinstance(source, str):
        prunella.sink("path", source)
        return ElementTree(Element())
    data = source.read()
    prunella.sink("xml", data, False)
    return ElementTree(Element(data))
def iterparse(source, events=None, parser=None):
    data = content(source)
    return [("end", Element(data))]
def tostring(element, encoding=None, **options) -> str: return prunella.unknown(element)
def SubElement(parent, tag, attrib=None, **extra) -> Element: return Element(tag)
def register_namespace(prefix, uri): ...
def indent(tree, space="  ", level=0): ...
