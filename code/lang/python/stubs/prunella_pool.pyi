"""Pools of multiprocessing, of processes and of threads."""
import prunella


class Pool:
    def __init__(self, processes=None, **options): ...
    def map(self, fn, items, chunksize=None): return [fn(i) for i in items]
    def imap(self, fn, items, chunksize=1): return [fn(i) for i in items]
    def imap_unordered(self, fn, items, chunksize=1): return [fn(i) for i in items]
    def starmap(self, fn, items, chunksize=None): return [fn(*i) for i in items]
    def apply(self, fn, args=(), kwds={}): return fn(*args, **kwds)
    def apply_async(self, fn, args=(), kwds={}, **options): return fn(*args, **kwds)
    def close(self): ...
    def join(self): ...
    def terminate(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class ThreadPool(Pool): ...
