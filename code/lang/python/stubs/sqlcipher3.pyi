"""sqlcipher3."""
from prunella_sqlite import *
