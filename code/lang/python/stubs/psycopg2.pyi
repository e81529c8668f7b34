"""psycopg2: PostgreSQL."""
import prunella_postgresql
from prunella_postgresql import *


class AsyncConnection(prunella_postgresql.Connection):
    @classmethod
    def connect(cls, *args, **options): return Connection()
