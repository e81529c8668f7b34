"""cx_Oracle."""
from prunella_oracle import *
