import django.db.models
from sqlite3 import Connection
from sqlite3 import IntegrityError, DatabaseError, OperationalError, Error

connection = Connection()


class Connections:
    def __getitem__(self, alias): return Connection()


connections = Connections()


class transaction:
    @staticmethod
    def atomic(using=None): return Atomic()
    @staticmethod
    def on_commit(fn, using=None): fn()


class Atomic:
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    def __call__(self, fn): return fn
