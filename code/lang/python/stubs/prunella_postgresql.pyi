"""DB-API drivers of PostgreSQL."""
import prunella
import prunella_dbapi
from prunella_dbapi import *
from psycopg2.sql import Composed


class Cursor(prunella_dbapi.Cursor):
    dialect = "postgresql"
    def statement(self, query):
        """Composed statements (the sql module) quote what they are made of."""
        if isinstance(query, Composed):
            return query.text
        return query


class Connection(prunella_dbapi.Connection):
    def cursor(self, *args, **options) -> Cursor: return Cursor()


def connect(dsn="", password=None, passwd=None, **options) -> Connection:
    prunella_dbapi.named(dsn)
    prunella_dbapi.opened(password, passwd)
    return Connection()
