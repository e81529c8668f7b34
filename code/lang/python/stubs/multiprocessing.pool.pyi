"""multiprocessing.pool."""
from prunella_pool import *
