"""duckdb."""
from prunella_dbapi import *
