"""DB-API drivers of Oracle."""
import prunella
import prunella_dbapi
from prunella_dbapi import *


class Cursor(prunella_dbapi.Cursor):
    dialect = "oracle"


class Connection(prunella_dbapi.Connection):
    def cursor(self, *args, **options) -> Cursor: return Cursor()


def connect(*args, password=None, passwd=None, **options) -> Connection:
    prunella_dbapi.opened(password, passwd)
    return Connection()
