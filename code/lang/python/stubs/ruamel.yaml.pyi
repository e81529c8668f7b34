import prunella


class YAML:
    def __init__(self, typ="rt", pure=False, **options):
        self.typ = typ
    def load(self, stream):
        if self.typ == "unsafe":
            prunella.sink("deserialize", stream, "yaml")
        return prunella.unknown(stream)
    def dump(self, data, stream=None): return prunella.unknown(data)
