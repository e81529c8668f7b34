from sqlalchemy import Connection as Session
from sqlalchemy import Connection, Query, Column


class DeclarativeBase:
    metadata = None


def sessionmaker(bind=None, **options) -> Connection: return Connection()
def scoped_session(factory, **options) -> Connection: return Connection()
def relationship(*args, **options): return None
def backref(*args, **options): return None
def declarative_base(**options): return DeclarativeBase
def mapped_column(*args, **options): return Column()
def column_property(*args, **options): return Column()
def joinedload(*args): return None
def selectinload(*args): return None
def aliased(entity, **options): return entity
class Mapped: ...
