import prunella
from asyncpg import Record


def run(query):
    prunella.sink("sql", query)


class Database:
    def __init__(self, url, **options): ...
    def connect(self): ...
    def disconnect(self): ...
    def execute(self, query, values=None): run(query)
    def execute_many(self, query, values=None): run(query)
    def fetch_all(self, query, values=None) -> list:
        run(query)
        return [Record()]
    def fetch_one(self, query, values=None) -> Record:
        run(query)
        return Record()
    def fetch_val(self, query, values=None, column=0):
        run(query)
        return prunella.source("db", "column")
    def transaction(self): return self
    def __aenter__(self): return self
    def __aexit__(self, a, b, c): ...
