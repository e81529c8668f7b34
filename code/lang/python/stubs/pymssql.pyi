"""pymssql."""
from prunella_dbapi import *
