"""sqlite3: DB-API 2.0."""
import prunella


class Row:
    def keys(self) -> list: return prunella.source("db", "columns")
    def __getitem__(self, key): return prunella.source("db", key)
    def __iter__(self): return [prunella.source("db", "column")]


class Cursor:
    lastrowid: int
    rowcount: int
    def execute(self, sql, parameters=()):
        prunella.sink("sql", sql)
        prunella.effect("sql", sql, parameters)
        return self
    def executemany(self, sql, seq=()):
        prunella.sink("sql", sql)
        prunella.effect("sql", sql, seq)
        return self
    def executescript(self, sql):
        prunella.sink("sql", sql)
        prunella.effect("sql", sql)
        return self
    def fetchone(self) -> Row: return Row()
    def fetchall(self) -> list: return [Row()]
    def fetchmany(self, size=1) -> list: return [Row()]
    def close(self): ...
    def __iter__(self): return [Row()]
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class Connection:
    row_factory: object
    def __init__(self):
        self.row_factory = None
    def cursor(self, factory=None) -> Cursor: return Cursor()
    def execute(self, sql, parameters=()) -> Cursor: return Cursor().execute(sql, parameters)
    def executemany(self, sql, seq=()) -> Cursor: return Cursor().executemany(sql, seq)
    def executescript(self, sql) -> Cursor: return Cursor().executescript(sql)
    def commit(self): ...
    def rollback(self): ...
    def close(self): ...
    def create_function(self, name, n, fn, deterministic=False): ...
    def backup(self, target): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class Error(Exception): ...
class DatabaseError(Error): ...
class IntegrityError(DatabaseError): ...
class OperationalError(DatabaseError): ...


PARSE_DECLTYPES = 1
PARSE_COLNAMES = 2


def connect(database, timeout=5.0, detect_types=0, isolation_level=None, check_same_thread=True, factory=None, cached_statements=128, uri=False) -> Connection:
    prunella.effect("open", database)
    return Connection()
