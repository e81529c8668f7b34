"""The regex package: the interface of re."""
from prunella_re import *
