import prunella
from threading import Thread as Process
from threading import Lock, RLock, Event, Semaphore
from queue import Queue
from prunella_pool import Pool


def cpu_count() -> int: return prunella.clean()
def Manager(): return prunella.clean()
