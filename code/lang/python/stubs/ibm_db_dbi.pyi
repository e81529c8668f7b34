"""ibm_db_dbi."""
from prunella_dbapi import *
