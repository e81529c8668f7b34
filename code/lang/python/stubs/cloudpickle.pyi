"""cloudpickle."""
from prunella_pickle import *
