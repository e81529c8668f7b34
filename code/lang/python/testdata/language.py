"""One of everything that the lowering knows."""
from __future__ import annotations
import os.path as p, json
import xml.etree.ElementTree
from . import sibling
from .. import parent as up
from typing import *
try:
    import cPickle as pickle
except ImportError:
    import pickle
if TYPE_CHECKING:
    from models import User

__all__ = ["Shape", "area"]
LIMIT: int = 3
a = b = (1, 2.5, 3j, 0x1F, 1_000, True, None, ..., b"x", r"\d", "a" "b", u"y")
first, *rest, (x, y) = a
total = sum(i * i for i in range(10) if i % 2 if i > 3)
pairs = {k: v for k, v in zip("ab", [1, 2])} | {**{}, "c": 3}
kinds = {1, *rest} - {n for n in rest}
late = [lambda: i for i in range(3)]
text = f"{LIMIT!r:>{8}} {total=} {'in' + 'ner'} {{}} {x:.2f}"


def deco(arg=None, *more, **options):
    def wrap(fn):
        return fn
    return wrap


class Base(object, metaclass=type):
    kind = "base"
    def method(self): ...


class Shape(Base):
    """With fields, properties and a nested class."""
    name: str = "shape"
    size: Optional[int]
    sides = LIMIT

    class Inner:
        value = 1

    def __init__(self, name, *, size=kind_of if False else None, sides=sides):
        super().__init__()
        self.name, self.size = name, size

    @property
    def area(self) -> float:
        return self.size ** 2

    @area.setter
    def area(self, value):
        self.size = value

    @staticmethod
    def make(*args, **kwargs): return Shape(*args, **kwargs)

    @classmethod
    def of(cls, other: "Shape") -> Shape: return cls(other.name)

    @deco(1, key=2)
    async def load(self, url):
        async with open(url) as f, open("b") as g:
            async for line in f:
                yield await g.read(line)


def counter(start=0, step=lambda n: n + 1):
    n = start
    def bump(by=start):
        nonlocal n
        global LIMIT
        n += by
        LIMIT = n
        class Local:
            at = n
            def get(self): return n + self.at
        return Local
    return bump


def control(v, w=[]):
    while v and not w or v is None:
        if v == 1: continue
        elif v != 2 < 3 <= v: break
        else: v -= 1
    else:
        v = -v + ~1
    for i, (j, k) in enumerate(w):
        del w[0], v.x
    else:
        pass
    try:
        assert v, "no"
        raise ValueError(v) from None
    except (KeyError, IndexError) as e:
        print(e)
    except* OSError:
        raise
    else:
        w[1:2:3] = w[::2]
    finally:
        w.y.z[0] @= v // 2 >> 1 & 3 | 4 ^ 5
    if (m := v) not in w:
        return m if m else (yield)
    x: int = yield from w
    return lambda q, *r, s=x, **t: (q, r, s, t)


def shapes(v):
    match v:
        case 0 | "zero": return 1
        case [1, *others] if others: return others
        case {"k": kept, **rest}: return kept, rest
        case Shape(name="x") as s: return s
        case (a, b) | [a, b, _]: return a
        case str(): return v
        case None: return None
        case _: pass


setattr(a, "field", getattr(b, "field"))
print(*a, sep="", **{"end": "\n"})
if __name__ == "__main__":
    control(json.loads("1"), p.join(__file__, "x"))
