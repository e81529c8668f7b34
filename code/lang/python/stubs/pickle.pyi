"""pickle."""
from prunella_pickle import *
