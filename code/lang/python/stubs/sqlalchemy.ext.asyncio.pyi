from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy import Connection as AsyncSession
from sqlalchemy import Engine as AsyncEngine


def create_async_engine(url, **options) -> Engine: return create_engine(url)
def async_sessionmaker(bind=None, **options) -> Connection: return Connection()
