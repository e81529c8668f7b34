"""pyodbc."""
from prunella_dbapi import *
