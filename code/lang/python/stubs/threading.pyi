import prunella


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, daemon=None):
        self.target = target
        self.args = args
        self.kwargs = kwargs
    def start(self):
        if self.target is not None:
            self.target(*self.args, **self.kwargs)
        else:
            self.run()
    def run(self): ...
    def join(self, timeout=None): ...
    def is_alive(self) -> bool: return prunella.clean()


class Timer(Thread):
    def __init__(self, interval, function, args=(), kwargs={}):
        self.target = function
        self.args = args
        self.kwargs = kwargs
    def cancel(self): ...


class Lock:
    def acquire(self, blocking=True, timeout=-1) -> bool: return prunella.clean()
    def release(self): ...
    def locked(self) -> bool: return prunella.clean()
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class RLock(Lock): ...
class Condition(Lock):
    def wait(self, timeout=None): ...
    def notify(self, n=1): ...
    def notify_all(self): ...
class Semaphore(Lock):
    def __init__(self, value=1): ...
class BoundedSemaphore(Semaphore): ...
class Event:
    def set(self): ...
    def clear(self): ...
    def is_set(self) -> bool: return prunella.clean()
    def wait(self, timeout=None) -> bool: return prunella.clean()
class local: ...


def current_thread() -> Thread: return Thread()
def get_ident() -> int: return prunella.clean()
def active_count() -> int: return prunella.clean()
