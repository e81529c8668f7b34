import prunella


def raw(sql):
    prunella.sink("sql", sql)
    return Query()


class Query:
    def where(self, *expressions): return self
    def order_by(self, *expressions): return self
    def limit(self, n): return self
    def join(self, *args, **options): return self
    def execute(self): return [prunella.clean()]
    def get(self): return prunella.clean()
    def first(self): return prunella.clean()
    def count(self) -> int: return prunella.clean()
    def __iter__(self): return [prunella.clean()]


class Model:
    @classmethod
    def raw(cls, sql, *params): return raw(sql)
    @classmethod
    def select(cls, *fields): return Query()
    @classmethod
    def get(cls, *query): return prunella.clean()
    @classmethod
    def get_or_none(cls, *query): return prunella.clean()
    @classmethod
    def create(cls, **values): return prunella.clean()
    @classmethod
    def update(cls, **values): return Query()
    @classmethod
    def delete(cls): return Query()
    def save(self): ...


def SQL(sql, params=None): return raw(sql)


class Database:
    def __init__(self, *args, **options): ...
    def execute_sql(self, sql, params=None, commit=None): return raw(sql)
    def connect(self): ...
    def close(self): ...
    def create_tables(self, models, **options): ...
    def atomic(self): return self
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...


class SqliteDatabase(Database): ...
class MySQLDatabase(Database): ...
class PostgresqlDatabase(Database): ...
def CharField(*args, **options): return None
def TextField(*args, **options): return None
def IntegerField(*args, **options): return None
def BooleanField(*args, **options): return None
def DateTimeField(*args, **options): return None
def ForeignKeyField(*args, **options): return None
def FloatField(*args, **options): return None
def AutoField(*args, **options): return None
