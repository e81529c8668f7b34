import prunella

pi = 3.141592653589793
e = 2.718281828459045
inf = 0.0
nan = 0.0


def ceil(x) -> int: return prunella.clean()
def floor(x) -> int: return prunella.clean()
def trunc(x) -> int: return prunella.clean()
def sqrt(x, base=None) -> float: return prunella.clean()
def sin(x, base=None) -> float: return prunella.clean()
def cos(x, base=None) -> float: return prunella.clean()
def tan(x, base=None) -> float: return prunella.clean()
def atan(x, base=None) -> float: return prunella.clean()
def log(x, base=None) -> float: return prunella.clean()
def log2(x, base=None) -> float: return prunella.clean()
def log10(x, base=None) -> float: return prunella.clean()
def exp(x, base=None) -> float: return prunella.clean()
def fabs(x, base=None) -> float: return prunella.clean()
def radians(x, base=None) -> float: return prunella.clean()
def degrees(x, base=None) -> float: return prunella.clean()
def pow(x, y=0, **options) -> float: return prunella.clean()
def atan2(x, y=0, **options) -> float: return prunella.clean()
def hypot(x, y=0, **options) -> float: return prunella.clean()
def fmod(x, y=0, **options) -> float: return prunella.clean()
def gcd(x, y=0, **options) -> float: return prunella.clean()
def isclose(x, y=0, **options) -> float: return prunella.clean()
def comb(x, y=0, **options) -> float: return prunella.clean()
def copysign(x, y=0, **options) -> float: return prunella.clean()
def factorial(n) -> int: return prunella.clean()
def prod(items, start=1) -> float: return prunella.clean()
def isnan(x) -> bool: return prunella.clean()
def isinf(x) -> bool: return prunella.clean()
def isfinite(x) -> bool: return prunella.clean()
def fsum(items) -> float: return prunella.clean()
