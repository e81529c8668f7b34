import prunella


def time() -> float: return prunella.clean()
def time_ns() -> int: return prunella.clean()
def monotonic() -> float: return prunella.clean()
def perf_counter() -> float: return prunella.clean()
def process_time() -> float: return prunella.clean()
def sleep(seconds): ...
def strftime(format, t=None) -> str: return prunella.op("time.format", format, "")
def strptime(string, format="") -> tuple: return prunella.clean()
def localtime(seconds=None) -> tuple: return prunella.clean()
def gmtime(seconds=None) -> tuple: return prunella.clean()
def mktime(t) -> float: return prunella.clean()
def ctime(seconds=None) -> str: return prunella.clean()
def asctime(t=None) -> str: return prunella.clean()
