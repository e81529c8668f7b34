import subprocess
import prunella


def popen2(cmd, mode="t", bufsize=-1):
    prunella.sink("shell", cmd)
    return (prunella.clean(), prunella.clean())


def popen3(cmd, mode="t", bufsize=-1): return popen2(cmd)
