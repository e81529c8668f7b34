import prunella


class Process:
    returncode: int
    def communicate(self, input=None) -> tuple: return (output(), output())
    def wait(self) -> int: return 0
    def kill(self): ...
    def terminate(self): ...
    @property
    def stdout(self): return Stream()
    @property
    def stderr(self): return Stream()
    @property
    def stdin(self): return Stream()


def output() -> bytes: return prunella.clean()


class Stream:
    def read(self, n=-1) -> bytes: return prunella.source("net", "stream")
    def readline(self) -> bytes: return prunella.source("net", "stream")
    def readexactly(self, n) -> bytes: return prunella.source("net", "stream")
    def readuntil(self, separator=b"\n") -> bytes: return prunella.source("net", "stream")
    def write(self, data): prunella.effect("send", data)
    def drain(self): ...
    def close(self): ...
    def wait_closed(self): ...
    def get_extra_info(self, name, default=None): return prunella.clean()
    def __aiter__(self): return [self.read()]
    def __iter__(self): return [self.read()]


class subprocess:
    PIPE = -1
    STDOUT = -2
    DEVNULL = -3


class TimeoutError(Exception): ...
class CancelledError(Exception): ...
class Lock:
    def __aenter__(self): return self
    def __aexit__(self, a, b, c): ...
    def acquire(self): ...
    def release(self): ...
class Semaphore(Lock):
    def __init__(self, value=1): ...
class Event:
    def set(self): ...
    def wait(self): ...
class Queue:
    def __init__(self, maxsize=0):
        self.items = []
    def put(self, item): self.items.append(item)
    def put_nowait(self, item): self.items.append(item)
    def get(self): return self.items[0]
    def get_nowait(self): return self.items[0]


def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, **options) -> Process:
    prunella.sink("shell", cmd)
    prunella.effect("process", cmd)
    return Process()
def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, **options) -> Process:
    prunella.sink("exec", program, args)
    prunella.effect("process", program, args)
    return Process()
def run(main, debug=None): return main
def gather(*tasks, return_exceptions=False): return [t for t in tasks]
def wait(tasks, timeout=None, return_when=None): return (tasks, [])
def wait_for(task, timeout=None): return task
def create_task(task, name=None): return task
def ensure_future(task, loop=None): return task
def shield(task): return task
def as_completed(tasks, timeout=None): return tasks
def sleep(delay, result=None): return result
def to_thread(fn, *args, **kwargs): return fn(*args, **kwargs)
def iscoroutinefunction(fn) -> bool: return prunella.clean()
def open_connection(host=None, port=None, **options) -> tuple: return (Stream(), Stream())
def start_server(callback, host=None, port=None, **options):
    prunella.entry("net", "", "tcp", callback, Stream(), Stream())
    return Loop()


class Loop:
    def run_until_complete(self, task): return task
    def run_forever(self): ...
    def run_in_executor(self, executor, fn, *args): return fn(*args)
    def create_task(self, task): return task
    def call_later(self, delay, fn, *args): fn(*args)
    def call_soon(self, fn, *args): fn(*args)
    def serve_forever(self): ...
    def close(self): ...
    def stop(self): ...
    def time(self) -> float: return prunella.clean()
    def add_signal_handler(self, sig, fn, *args): ...
    def __aenter__(self): return self
    def __aexit__(self, a, b, c): ...


def get_event_loop() -> Loop: return Loop()
def get_running_loop() -> Loop: return Loop()
def new_event_loop() -> Loop: return Loop()
def set_event_loop(loop): ...
