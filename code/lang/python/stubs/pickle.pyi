"""pickle; the names with an underscore are those written in Python."""
from prunella_pickle import *
from prunella_pickle import loads as _loads, load as _load, Unpickler as _Unpickler
