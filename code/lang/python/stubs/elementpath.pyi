import prunella


class XPath1Parser: ...
class XPath2Parser: ...


def select(root, path, namespaces=None, parser=None, variables=None, **options):
    prunella.sink("xpath", path, variables)
    return [prunella.unknown(root)]
def iter_select(root, path, namespaces=None, parser=None, variables=None, **options):
    return select(root, path, namespaces, parser, variables)


class Selector:
    def __init__(self, path, namespaces=None, parser=None, **options):
        prunella.sink("xpath", path, None)
        self.path = path
    def select(self, root, **options): return [prunella.unknown(root)]
    def iter_select(self, root, **options): return [prunella.unknown(root)]
