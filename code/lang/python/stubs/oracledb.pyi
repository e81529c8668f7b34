"""oracledb."""
from prunella_oracle import *
