"""DB-API 2.0 (PEP 249), as the drivers of all databases offer it. A driver's own
model names its dialect, and what it has besides."""
import prunella

apilevel = "2.0"
threadsafety = 2
paramstyle = "pyformat"


class Warning(Exception): ...
class Error(Exception): ...
class InterfaceError(Error): ...
class DatabaseError(Error): ...
class DataError(DatabaseError): ...
class OperationalError(DatabaseError): ...
class IntegrityError(DatabaseError): ...
class InternalError(DatabaseError): ...
class ProgrammingError(DatabaseError): ...
class NotSupportedError(DatabaseError): ...


class Row:
    def keys(self) -> list: return [column()]
    def get(self, key, default=None) -> str: return column()
    def items(self): return [(column(), column())]
    def values(self): return [column()]
    def _asdict(self) -> dict: return prunella.source("db", "row")
    def __getitem__(self, key) -> str: return column()
    def __iter__(self): return [column()]
    def __len__(self) -> int: return prunella.clean()


def column() -> str: return prunella.source("db", "column")


class Cursor:
    dialect = ""
    description: object
    lastrowid: int
    rowcount: int
    arraysize: int
    rownumber: int
    def statement(self, query): return query
    def execute(self, query, vars=None, *more, **options):
        prunella.sink("sql", self.statement(query), self.dialect)
        prunella.effect("sql", query, vars)
        return self
    def executemany(self, query, vars_list=None, **options):
        prunella.sink("sql", self.statement(query), self.dialect)
        prunella.effect("sql", query, vars_list)
        return self
    def executescript(self, query):
        prunella.sink("sql", self.statement(query), self.dialect)
        prunella.effect("sql", query)
        return self
    def mogrify(self, query, vars=None) -> bytes: return prunella.unknown(query)
    def callproc(self, procname, parameters=()):
        prunella.effect("sql", procname, parameters)
    def copy_expert(self, query, file, size=0): prunella.sink("sql", self.statement(query), self.dialect)
    def fetchone(self): return Row()
    def fetchall(self) -> list: return [Row()]
    def fetchmany(self, size=1) -> list: return [Row()]
    def fetchval(self): return column()
    def nextset(self): ...
    def close(self): ...
    def __iter__(self): return [Row()]
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    def __aenter__(self): return self
    def __aexit__(self, a, b, c): ...


class Connection:
    row_factory: object
    text_factory: object
    isolation_level: object
    autocommit: bool
    def __init__(self):
        self.row_factory = None
    def cursor(self, *args, **options) -> Cursor: return Cursor()
    def execute(self, query, vars=None, **options) -> Cursor: return self.cursor().execute(query, vars)
    def executemany(self, query, vars_list=None) -> Cursor: return self.cursor().executemany(query, vars_list)
    def executescript(self, query) -> Cursor: return self.cursor().executescript(query)
    def query(self, query): return self.cursor().execute(query)
    def commit(self): ...
    def rollback(self): ...
    def close(self): ...
    def begin(self): ...
    def ping(self, reconnect=True): ...
    def set_trace_callback(self, callback): ...
    def create_function(self, name, narg, func, **options): ...
    def create_aggregate(self, name, n_arg, aggregate_class): ...
    def enable_load_extension(self, enabled): ...
    def load_extension(self, path): prunella.sink("path", path)
    def set_session(self, **options): ...
    def set_isolation_level(self, level): ...
    def backup(self, target, **options): ...
    def iterdump(self): return [column()]
    def transaction(self): return self
    def escape_string(self, s) -> str: return prunella.op("sql.escape_mysql", s)
    def escape(self, s) -> str: return "'" + prunella.op("sql.escape_mysql", s) + "'"
    def is_connected(self) -> bool: return prunella.clean()
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    def __aenter__(self): return self
    def __aexit__(self, a, b, c): ...


def named(dsn):
    """What a data base is called may hold its password."""
    password = prunella.op("dsn.password", dsn)
    if password != "":
        prunella.sink("secret", password, "password")


def opened(password, passwd):
    """What every connect does with its arguments."""
    if password is not None:
        prunella.sink("secret", password, "password")
    if passwd is not None:
        prunella.sink("secret", passwd, "password")
    prunella.effect("open", "database")


def connect(*args, password=None, passwd=None, **options) -> Connection:
    opened(password, passwd)
    return Connection()
