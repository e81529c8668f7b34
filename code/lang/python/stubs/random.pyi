"""Predictable: each call says so where it stands; whether a secret is made of it,
its place tells."""
import prunella


def weak(what):
    prunella.sink("random.weak", what)
    return prunella.source("random", what)


def number(what) -> int:
    prunella.sink("random.weak", what)
    return prunella.clean()


def fraction(what) -> float:
    prunella.sink("random.weak", what)
    return prunella.clean()


class Random:
    def __init__(self, x=None): ...
    def seed(self, a=None, version=2): ...
    def random(self) -> float: return fraction("random.random")
    def randint(self, a, b) -> int: return number("random.randint")
    def randrange(self, *bounds) -> int: return number("random.randrange")
    def choice(self, seq):
        prunella.sink("random.weak", "random.choice")
        for item in seq:
            return item
    def choices(self, population, weights=None, cum_weights=None, k=1) -> list:
        prunella.sink("random.weak", "random.choices")
        return [item for item in population]
    def sample(self, population, k, counts=None) -> list:
        prunella.sink("random.weak", "random.sample")
        return [item for item in population]
    def shuffle(self, x): prunella.sink("random.weak", "random.shuffle")
    def uniform(self, a, b) -> float: return fraction("random.uniform")
    def getrandbits(self, k) -> int: return number("random.getrandbits")
    def randbytes(self, n) -> bytes:
        prunella.sink("random.weak", "random.randbytes")
        return prunella.source("random", "random.randbytes")
    def gauss(self, mu=0.0, sigma=1.0) -> float: return fraction("random.gauss")
    def triangular(self, low=0.0, high=1.0, mode=None) -> float: return fraction("random.triangular")


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
def random() -> float: return fraction("random.random")
def randint(a, b) -> int: return number("random.randint")
def randrange(*bounds) -> int: return number("random.randrange")
def choice(seq):
    prunella.sink("random.weak", "random.choice")
    for item in seq:
        return item
def choices(population, weights=None, cum_weights=None, k=1) -> list:
    prunella.sink("random.weak", "random.choices")
    return [item for item in population]
def sample(population, k, counts=None) -> list:
    prunella.sink("random.weak", "random.sample")
    return [item for item in population]
def shuffle(x): prunella.sink("random.weak", "random.shuffle")
def uniform(a, b) -> float: return fraction("random.uniform")
def getrandbits(k) -> int: return number("random.getrandbits")
def randbytes(n) -> bytes:
    prunella.sink("random.weak", "random.randbytes")
    return prunella.source("random", "random.randbytes")
def gauss(mu=0.0, sigma=1.0) -> float: return fraction("random.gauss")
def normalvariate(mu=0.0, sigma=1.0) -> float: return fraction("random.normalvariate")
def expovariate(lambd=1.0) -> float: return fraction("random.expovariate")
def triangular(low=0.0, high=1.0, mode=None) -> float: return fraction("random.triangular")
