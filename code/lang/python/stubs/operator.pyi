def add(a, b): return a + b
def sub(a, b): return a - b
def mul(a, b): return a * b
def truediv(a, b): return a / b
def floordiv(a, b): return a // b
def mod(a, b): return a % b
def concat(a, b): return a + b
def eq(a, b): return a == b
def ne(a, b): return a != b
def lt(a, b): return a < b
def gt(a, b): return a > b
def le(a, b): return a <= b
def ge(a, b): return a >= b
def not_(a): return not a
def contains(a, b): return b in a
def getitem(a, b): return a[b]
def itemgetter(*keys):
    def get(x): return x[keys[0]]
    return get
def attrgetter(*names):
    def get(x): return getattr(x, names[0])
    return get
def methodcaller(name, *args, **kwargs):
    def call(x): return getattr(x, name)(*args, **kwargs)
    return call
