import prunella


def system() -> str: return "Linux"
def node() -> str: return "host"
def platform(**options) -> str: return prunella.clean()
def machine() -> str: return "x86_64"
def release() -> str: return "6"
def python_version() -> str: return "3.12"
def popen(cmd, mode="r", bufsize=-1):
    prunella.sink("shell", cmd)
    return prunella.clean()
