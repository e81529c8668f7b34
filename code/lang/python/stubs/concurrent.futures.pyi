class Future:
    def __init__(self, value):
        self.value = value
    def result(self, timeout=None): return self.value
    def exception(self, timeout=None): ...
    def done(self): return True
    def add_done_callback(self, fn): fn(self)


class ThreadPoolExecutor:
    def __init__(self, max_workers=None, **options): ...
    def submit(self, fn, *args, **kwargs): return Future(fn(*args, **kwargs))
    def map(self, fn, *lists, timeout=None, chunksize=1): return [fn(i) for i in lists[0]]
    def shutdown(self, wait=True, cancel_futures=False): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class ProcessPoolExecutor(ThreadPoolExecutor): ...


def as_completed(futures, timeout=None): return [f for f in futures]
def wait(futures, timeout=None, return_when=None): return (futures, [])
