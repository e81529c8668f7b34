"""Predictable: each call says so, with the name of what is made of it, which the
front end hands over (see the file naming.go of the front end)."""
import prunella


def number(what, name) -> int:
    n = drawn(what)
    prunella.sink("random.weak", n, name, what)
    return n


def drawn(what) -> int: return prunella.source("random.weak", what)
def piece(what) -> str: return prunella.source("random.weak", what)


def fraction(what, name) -> float:
    prunella.sink("random.weak", None, name, what)
    return real(what)


def real(what) -> float: return prunella.source("random.weak", what)


def one(what, seq):
    if isinstance(seq, str):
        return piece(what)
    for item in seq:
        return item


def several(what, seq) -> list:
    if isinstance(seq, str):
        return [piece(what)]
    return [item for item in seq]


def told(what, name): prunella.sink("random.weak", None, name, what)


class Random:
    """A generator is asked for what it is made for, where the call does not say."""
    def __init__(self, x=None, prunella_name=None):
        self.purpose = prunella_name
    def seed(self, a=None, version=2): ...
    def random(self, prunella_name=None) -> float: return fraction("random.random", prunella_name or self.purpose)
    def randint(self, a, b, prunella_name=None) -> int: return number("random.randint", prunella_name or self.purpose)
    def randrange(self, *bounds, prunella_name=None) -> int: return number("random.randrange", prunella_name or self.purpose)
    def choice(self, seq, prunella_name=None):
        told("random.choice", prunella_name or self.purpose)
        return one("random.choice", seq)
    def choices(self, population, weights=None, cum_weights=None, k=1, prunella_name=None) -> list:
        told("random.choices", prunella_name or self.purpose)
        return several("random.sample", population)
    def sample(self, population, k, counts=None, prunella_name=None) -> list:
        told("random.sample", prunella_name or self.purpose)
        return several("random.sample", population)
    def shuffle(self, x, prunella_name=None): told("random.shuffle", prunella_name or self.purpose)
    def uniform(self, a, b, prunella_name=None) -> float: return fraction("random.uniform", prunella_name or self.purpose)
    def getrandbits(self, k, prunella_name=None) -> int: return number("random.getrandbits", prunella_name or self.purpose)
    def randbytes(self, n, prunella_name=None) -> bytes:
        told("random.randbytes", prunella_name or self.purpose)
        return prunella.source("random.weak", "random.randbytes")
    def gauss(self, mu=0.0, sigma=1.0, prunella_name=None) -> float: return fraction("random.gauss", prunella_name or self.purpose)
    def triangular(self, low=0.0, high=1.0, mode=None, prunella_name=None) -> float: return fraction("random.triangular", prunella_name or self.purpose)


class SystemRandom:
    """Draws from the system: no sink."""
    def random(self) -> float: return prunella.clean()
    def randint(self, a, b) -> int: return prunella.clean()
    def randrange(self, *bounds) -> int: return prunella.clean()
    def choice(self, seq):
        for item in seq:
            return item
    def choices(self, population, weights=None, cum_weights=None, k=1) -> list: return [item for item in population]
    def sample(self, population, k, counts=None) -> list: return [item for item in population]
    def shuffle(self, x): ...
    def uniform(self, a, b) -> float: return prunella.clean()
    def getrandbits(self, k) -> int: return prunella.clean()


def seed(a=None, version=2): ...
def random(prunella_name=None) -> float: return fraction("random.random", prunella_name)
def randint(a, b, prunella_name=None) -> int: return number("random.randint", prunella_name)
def randrange(*bounds, prunella_name=None) -> int: return number("random.randrange", prunella_name)
def choice(seq, prunella_name=None):
    told("random.choice", prunella_name)
    return one("random.choice", seq)
def choices(population, weights=None, cum_weights=None, k=1, prunella_name=None) -> list:
    told("random.choices", prunella_name)
    return several("random.sample", population)
def sample(population, k, counts=None, prunella_name=None) -> list:
    told("random.sample", prunella_name)
    return several("random.sample", population)
def shuffle(x, prunella_name=None): told("random.shuffle", prunella_name)
def uniform(a, b, prunella_name=None) -> float: return fraction("random.uniform", prunella_name)
def getrandbits(k, prunella_name=None) -> int: return number("random.getrandbits", prunella_name)
def randbytes(n, prunella_name=None) -> bytes:
    told("random.randbytes", prunella_name)
    return prunella.source("random.weak", "random.randbytes")
def gauss(mu=0.0, sigma=1.0, prunella_name=None) -> float: return fraction("random.gauss", prunella_name)
def normalvariate(mu=0.0, sigma=1.0, prunella_name=None) -> float: return fraction("random.normalvariate", prunella_name)
def expovariate(lambd=1.0, prunella_name=None) -> float: return fraction("random.expovariate", prunella_name)
def triangular(low=0.0, high=1.0, mode=None, prunella_name=None) -> float: return fraction("random.triangular", prunella_name)
