import mongoengine
from mongoengine import Document, DynamicDocument, EmbeddedDocument, field
from pymongo import Database


class MongoEngine:
    class Document(mongoengine.Document): ...
    class DynamicDocument(mongoengine.DynamicDocument): ...
    class EmbeddedDocument(mongoengine.EmbeddedDocument): ...
    connection = Database()
    def __init__(self, app=None, config=None): ...
    def init_app(self, app, config=None): ...
    def get_db(self, **options) -> Database: return Database()
    def StringField(self, *args, **options): return None
    def IntField(self, *args, **options): return None
    def ListField(self, *args, **options): return None
    def DictField(self, *args, **options): return None
