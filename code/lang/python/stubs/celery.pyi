import prunella


class Task:
    def __init__(self, fn):
        self.fn = fn
    def __call__(self, *args, **kwargs): return self.fn(*args, **kwargs)
    def delay(self, *args, **kwargs): return self.fn(*args, **kwargs)
    def apply_async(self, args=(), kwargs={}, **options): return self.fn(*args, **kwargs)
    def apply(self, args=(), kwargs={}, **options): return self.fn(*args, **kwargs)
    def s(self, *args, **kwargs): return self
    def si(self, *args, **kwargs): return self


class Celery:
    conf = prunella.clean()
    def __init__(self, main=None, **options): ...
    def task(self, *args, **options):
        if len(args) > 0 and callable(args[0]):
            return Task(args[0])
        return Task
    def autodiscover_tasks(self, *args, **options): ...
    def config_from_object(self, obj, **options): ...


def shared_task(*args, **options):
    if len(args) > 0 and callable(args[0]):
        return Task(args[0])
    return Task
