"""pysqlite2.dbapi2."""
from prunella_sqlite import *
