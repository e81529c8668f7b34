"""dill."""
from prunella_pickle import *
