import prunella

PIPE = -1
STDOUT = -2
DEVNULL = -3


class CalledProcessError(Exception): ...
class TimeoutExpired(Exception): ...


class CompletedProcess:
    stdout: str
    stderr: str
    returncode: int
    def __init__(self):
        self.stdout = prunella.clean()
        self.stderr = prunella.clean()
        self.returncode = 0
    def check_returncode(self): ...


def start(args, shell):
    """A text with shell=True is a command line; a list is a program and its arguments."""
    if shell:
        if isinstance(args, list):
            prunella.sink("shell", args[0])
        else:
            prunella.sink("shell", args)
    elif isinstance(args, list):
        prunella.sink("exec", args[0], args[1:])
    else:
        prunella.sink("exec", args, [])
    prunella.effect("process", args)


def run(args, *, stdin=None, input=None, stdout=None, stderr=None, capture_output=False, shell=False, cwd=None, timeout=None, check=False, encoding=None, errors=None, text=None, env=None, universal_newlines=None, executable=None) -> CompletedProcess:
    start(args, shell)
    return CompletedProcess()


def call(args, *, stdin=None, stdout=None, stderr=None, shell=False, cwd=None, timeout=None, env=None) -> int:
    start(args, shell)
    return 0


def check_call(args, *, stdin=None, stdout=None, stderr=None, shell=False, cwd=None, timeout=None, env=None) -> int:
    start(args, shell)
    return 0


def check_output(args, *, stdin=None, stderr=None, shell=False, cwd=None, encoding=None, errors=None, universal_newlines=None, timeout=None, text=None, env=None, input=None) -> str:
    start(args, shell)
    return prunella.clean()


def getoutput(cmd) -> str:
    start(cmd, True)
    return prunella.clean()


def getstatusoutput(cmd) -> tuple:
    start(cmd, True)
    return (0, prunella.clean())


class Popen:
    stdout: object
    stdin: object
    returncode: int
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, text=None, encoding=None, **options):
        start(args, shell)
    def communicate(self, input=None, timeout=None) -> tuple: return (prunella.clean(), prunella.clean())
    def wait(self, timeout=None) -> int: return 0
    def poll(self) -> int: return 0
    def kill(self): ...
    def terminate(self): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
