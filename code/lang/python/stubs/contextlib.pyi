class Manager:
    def __init__(self, fn, args, kwargs):
        self.fn = fn
        self.args = args
        self.kwargs = kwargs
    def __enter__(self):
        for value in self.fn(*self.args, **self.kwargs):
            return value
    def __exit__(self, kind, value, trace): ...
    def __aenter__(self):
        for value in self.fn(*self.args, **self.kwargs):
            return value
    def __aexit__(self, kind, value, trace): ...


def contextmanager(fn):
    def make(*args, **kwargs):
        return Manager(fn, args, kwargs)
    return make


def asynccontextmanager(fn): return contextmanager(fn)


class closing:
    def __init__(self, thing):
        self.thing = thing
    def __enter__(self): return self.thing
    def __exit__(self, kind, value, trace): self.thing.close()


class suppress:
    def __init__(self, *exceptions): ...
    def __enter__(self): return self
    def __exit__(self, kind, value, trace): return True


class nullcontext:
    def __init__(self, enter_result=None):
        self.result = enter_result
    def __enter__(self): return self.result
    def __exit__(self, kind, value, trace): ...


class ExitStack:
    def enter_context(self, manager): return manager.__enter__()
    def callback(self, fn, *args, **kwargs): return fn
    def close(self): ...
    def __enter__(self): return self
    def __exit__(self, kind, value, trace): ...


class AsyncExitStack(ExitStack): ...
class redirect_stdout(nullcontext): ...
class redirect_stderr(nullcontext): ...
class ContextDecorator: ...
class AbstractContextManager: ...
