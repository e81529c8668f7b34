from pymongo import Database, MongoClient


class PyMongo:
    db = Database()
    cx = MongoClient()
    def __init__(self, app=None, uri=None, **options): ...
    def init_app(self, app, uri=None, **options): ...
