from sqlalchemy import text as words
from sqlalchemy import Connection, Query, Column, text, select, or_, and_, func
from sqlalchemy.orm import DeclarativeBase, relationship, backref
import sqlalchemy


class SQLAlchemy:
    class Model:
        query = Query()
    session = Connection()
    engine = Connection()
    def Column(self, *args, **options): return Column(*args, **options)
    metadata = None
    def __init__(self, app=None, **options): ...
    def init_app(self, app): ...
    def create_all(self, **options): ...
    def drop_all(self, **options): ...
    def text(self, text): return words(text)
    def select(self, *entities): return select(*entities)
    def or_(self, *clauses): return or_(*clauses)
    def and_(self, *clauses): return and_(*clauses)
    def relationship(self, *args, **options): return None
    def backref(self, *args, **options): return None
    def ForeignKey(self, *args, **options): return None
    def Table(self, name, *args, **options): return sqlalchemy.Table(name)
    def get_or_404(self, entity, ident): return sqlalchemy.Row()
    def first_or_404(self, statement): return sqlalchemy.Row()
    def Integer(self, *args, **options): return None
    def String(self, *args, **options): return None
    def Text(self, *args, **options): return None
    def Boolean(self, *args, **options): return None
    def Float(self, *args, **options): return None
    def DateTime(self, *args, **options): return None
    def Date(self, *args, **options): return None
    def Numeric(self, *args, **options): return None
    def LargeBinary(self, *args, **options): return None
    def JSON(self, *args, **options): return None
    def Enum(self, *args, **options): return None
