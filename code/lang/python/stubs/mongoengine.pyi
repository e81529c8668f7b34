"""Documents by class: __raw__ and __where__ are conditions as MongoDB reads them."""
import prunella
from pymongo import Database, check, document


class ValidationError(Exception): ...
class DoesNotExist(Exception): ...


class QuerySet:
    def __call__(self, *args, **conditions): return self.filter(*args, **conditions)
    def filter(self, *args, **conditions):
        for k in conditions:
            if k == "__raw__":
                check(conditions[k])
        return self
    def get(self, *args, **conditions):
        self.filter(*args, **conditions)
        return document()
    def first(self): return document()
    def where(self, code):
        prunella.sink("code", code)
        return self
    def order_by(self, *keys): return self
    def limit(self, n): return self
    def count(self) -> int: return prunella.clean()
    def update(self, *args, **changes) -> int: return prunella.clean()
    def delete(self): ...
    def __iter__(self): return [document()]


class Document:
    objects = QuerySet()
    def save(self, **options): return self
    def delete(self, **options): ...
    def to_json(self) -> str: return prunella.source("db", "document")


class DynamicDocument(Document): ...
class EmbeddedDocument: ...


def field(*args, **options): return None


StringField = field
IntField = field
ListField = field
DictField = field
BooleanField = field
DateTimeField = field
ReferenceField = field
EmailField = field
URLField = field
FloatField = field


def connect(db=None, alias="default", **options) -> Database: return Database()
def get_db(alias="default") -> Database: return Database()
def disconnect(alias="default"): ...
