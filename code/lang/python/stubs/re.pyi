"""re."""
from prunella_re import *
