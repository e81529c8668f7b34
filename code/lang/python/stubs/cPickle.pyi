"""cPickle, of Python 2."""
from prunella_pickle import *
