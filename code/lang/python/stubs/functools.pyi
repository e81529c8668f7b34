import prunella


def wraps(wrapped, assigned=None, updated=None): return identity
def identity(fn): return fn
def update_wrapper(wrapper, wrapped, **options): return wrapper


def partial(fn, *args, **kwargs):
    def call(*more, **named):
        return fn(*args, *more, **{**kwargs, **named})
    return call


def partialmethod(fn, *args, **kwargs): return partial(fn, *args, **kwargs)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return maxsize
    return identity


def cache(fn): return fn
def singledispatch(fn): return fn
def total_ordering(cls): return cls
def cmp_to_key(fn): return fn


def reduce(fn, items, initial=None):
    out = initial
    for i in items:
        out = i if out is None else fn(out, i)
    return out
