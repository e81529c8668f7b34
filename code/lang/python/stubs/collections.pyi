import prunella


class UserDict(dict): ...


def OrderedDict(other=None, **kwargs) -> dict: return dict(other, **kwargs)
def Counter(items=None, **kwargs) -> dict:
    out = {}
    if items is not None:
        for i in items:
            out[i] = prunella.clean()
    return out
def deque(items=(), maxlen=None) -> list: return [i for i in items]
def ChainMap(*maps) -> dict:
    out = {}
    for m in maps:
        for k in m:
            out[k] = m[k]
    return out


class defaultdict:
    def __init__(self, default_factory=None, *args, **kwargs):
        self.factory = default_factory
        self.items_ = {}
    def __getitem__(self, key):
        if key not in self.items_ and self.factory is not None:
            self.items_[key] = self.factory()
        return self.items_[key]
    def __setitem__(self, key, value):
        self.items_[key] = value
    def __contains__(self, key): return key in self.items_
    def __iter__(self): return [k for k in self.items_]
    def get(self, key, default=None):
        if key in self.items_:
            return self.items_[key]
        return default
    def keys(self): return [k for k in self.items_]
    def values(self): return [self.items_[k] for k in self.items_]
    def items(self): return [(k, self.items_[k]) for k in self.items_]
    def pop(self, key, default=None): return self.get(key, default)
    def setdefault(self, key, default=None):
        if key not in self.items_:
            self.items_[key] = default
        return self.items_[key]
    def update(self, other):
        for k in other:
            self.items_[k] = other[k]


class Record:
    """An instance of a namedtuple class."""
    def __init__(self, names, values):
        self.names = names
        self.values = values
    def __getitem__(self, i): return self.values[i]
    def __iter__(self): return self.values
    def _asdict(self): return dict(zip(self.names, self.values))
    def _replace(self, **kwargs): return self
    def __getattr__(self, name): return prunella.unknown(self.values)


def namedtuple(typename, field_names, rename=False, defaults=None, module=None):
    names = field_names.split() if isinstance(field_names, str) else field_names
    def make(*args, **kwargs):
        out = Record(names, [*args, *[kwargs[k] for k in kwargs]])
        for i, v in enumerate(args):
            setattr(out, names[i], v)
        for k in kwargs:
            setattr(out, k, kwargs[k])
        return out
    return make
