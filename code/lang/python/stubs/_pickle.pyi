"""_pickle: pickle in C."""
from prunella_pickle import *
