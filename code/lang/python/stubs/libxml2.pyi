import prunella


class Document:
    def xpathEval(self, expression): return found(expression)
    def xpathNewContext(self): return Context()
    def freeDoc(self): ...


class Context:
    def xpathEval(self, expression): return found(expression)


def found(expression) -> list:
    prunella.sink("xpath", expression)
    return [prunella.clean()]


def parseFile(name) -> Document:
    prunella.sink("path", name)
    return Document()


def parseDoc(text) -> Document: return Document()
def parseMemory(text, size) -> Document: return Document()
def readFile(name, encoding=None, options=0) -> Document: return parseFile(name)
