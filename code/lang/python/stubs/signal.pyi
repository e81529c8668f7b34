import prunella

SIGINT = 2
SIGTERM = 15
SIGKILL = 9
SIGHUP = 1
SIGALRM = 14
SIG_DFL = 0
SIG_IGN = 1


def signal(signalnum, handler): ...
def alarm(seconds) -> int: return 0
def pause(): ...
