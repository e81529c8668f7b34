"""MongoDB: $where is JavaScript."""
import prunella
import prunella_dbapi


def check(filter):
    prunella.sink("nosql", filter)
    if isinstance(filter, dict):
        if "$where" in filter:
            prunella.sink("code", filter["$where"])
        if "$expr" in filter:
            computed(filter["$expr"])


def computed(expression):
    """$function is JavaScript too."""
    if isinstance(expression, dict):
        if "$function" in expression:
            prunella.sink("code", expression["$function"]["body"])


def document() -> dict: return prunella.source("db", "document")


class Cursor:
    def sort(self, *args): return self
    def limit(self, n): return self
    def skip(self, n): return self
    def where(self, code):
        prunella.sink("code", code)
        return self
    def count(self) -> int: return prunella.clean()
    def __iter__(self): return [document()]
    def __getitem__(self, i): return document()


class Collection:
    def find(self, filter=None, *args, **options) -> Cursor:
        check(filter)
        return Cursor()
    def find_one(self, filter=None, *args, **options) -> dict:
        check(filter)
        return prunella.source("db", "document")
    def map_reduce(self, map, reduce, out=None, **options):
        prunella.sink("code", map)
        prunella.sink("code", reduce)
        return self
    def find_one_and_update(self, filter, update, **options) -> dict:
        check(filter)
        return prunella.source("db", "document")
    def insert_one(self, document, **options): return prunella.clean()
    def insert_many(self, documents, **options): return prunella.clean()
    def update_one(self, filter, update, **options):
        check(filter)
        return prunella.clean()
    def update_many(self, filter, update, **options):
        check(filter)
        return prunella.clean()
    def delete_one(self, filter, **options):
        check(filter)
        return prunella.clean()
    def delete_many(self, filter, **options):
        check(filter)
        return prunella.clean()
    def count_documents(self, filter, **options) -> int: return prunella.clean()
    def aggregate(self, pipeline, **options) -> Cursor:
        prunella.sink("nosql", pipeline)
        return Cursor()
    def create_index(self, keys, **options): ...
    def distinct(self, key, filter=None): return [prunella.clean()]


class Database:
    def __getitem__(self, name) -> Collection: return Collection()
    def __getattr__(self, name): return Collection()
    def command(self, command, **options): return prunella.clean()
    def get_collection(self, name) -> Collection: return Collection()


class MongoClient:
    def __init__(self, host="", port=None, password=None, **options):
        prunella_dbapi.named(host)
        if password is not None:
            prunella.sink("secret", password, "password")
    def __getitem__(self, name) -> Database: return Database()
    def __getattr__(self, name): return Database()
    def get_database(self, name=None) -> Database: return Database()
    def close(self): ...


ASCENDING = 1
DESCENDING = -1
