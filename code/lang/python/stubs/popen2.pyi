import subprocess
import prunella


def popen2(cmd, mode="t", bufsize=-1):
    prunella.sink("shell", cmd)
    return (prunella.clean(), prunella.clean())


def popen3(cmd, mode="t", bufsize=-1): return popen2(cmd)
def popen4(cmd, mode="t", bufsize=-1): return popen2(cmd)


class Popen3:
    def __init__(self, cmd, capturestderr=False, bufsize=-1):
        if isinstance(cmd, str):
            prunella.sink("shell", cmd)
    def wait(self) -> int: return prunella.clean()
    def poll(self) -> int: return prunella.clean()


class Popen4(Popen3): ...
