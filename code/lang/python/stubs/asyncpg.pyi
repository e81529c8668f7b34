import prunella
import prunella_dbapi


def column() -> str: return prunella.source("db", "column")


class Record:
    def get(self, key, default=None) -> str: return column()
    def items(self): return [(column(), column())]
    def keys(self): return [column()]
    def values(self): return [column()]
    def __getitem__(self, key) -> str: return column()
    def __iter__(self): return [column()]


def run(query):
    prunella.sink("sql", query, "postgresql")
    prunella.effect("sql", query)


class Connection:
    def execute(self, query, *args, timeout=None):
        run(query)
        return "OK"
    def executemany(self, query, args, timeout=None): run(query)
    def fetch(self, query, *args, timeout=None) -> list:
        run(query)
        return [Record()]
    def fetchrow(self, query, *args, timeout=None) -> Record:
        run(query)
        return Record()
    def fetchval(self, query, *args, column=0, timeout=None):
        run(query)
        return prunella.source("db", "column")
    def prepare(self, query, **options):
        run(query)
        return self
    def cursor(self, query, *args, **options):
        run(query)
        return [Record()]
    def transaction(self, **options): return self
    def close(self): ...
    def acquire(self): return self
    def release(self, connection): ...
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    def __aenter__(self): return self
    def __aexit__(self, a, b, c): ...


class Pool(Connection): ...


def opened(dsn, password):
    prunella_dbapi.named(dsn)
    if password is not None:
        prunella.sink("secret", password, "password")


def connect(dsn=None, password=None, **options) -> Connection:
    opened(dsn, password)
    return Connection()
def create_pool(dsn=None, password=None, **options) -> Pool:
    opened(dsn, password)
    return Pool()
