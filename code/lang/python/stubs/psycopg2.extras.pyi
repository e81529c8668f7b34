import prunella
from psycopg2 import Cursor as DictCursor
from psycopg2 import Cursor as RealDictCursor
from psycopg2 import Cursor as NamedTupleCursor


def execute_values(cur, sql, argslist, template=None, page_size=100, fetch=False):
    prunella.sink("sql", sql, "postgresql")
def execute_batch(cur, sql, argslist, page_size=100):
    prunella.sink("sql", sql, "postgresql")
def register_uuid(oids=None, conn_or_curs=None): ...
def Json(adapted, dumps=None): return adapted
