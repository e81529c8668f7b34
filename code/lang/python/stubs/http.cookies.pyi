import prunella


class Morsel:
    @property
    def value(self) -> str: return prunella.source("http.cookie", "value")
    def __setitem__(self, key, value): ...


class SimpleCookie:
    def __init__(self, input=None):
        self.input = input
    def load(self, rawdata): ...
    def get(self, key, default=None) -> Morsel: return Morsel()
    def __getitem__(self, key) -> Morsel: return Morsel()
    def __setitem__(self, key, value): ...
    def __contains__(self, key): return prunella.clean()
    def output(self, **options) -> str: return prunella.unknown(self.input)
