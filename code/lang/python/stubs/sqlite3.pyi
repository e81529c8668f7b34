"""sqlite3."""
from prunella_sqlite import *

paramstyle = "qmark"
PARSE_DECLTYPES = 1
PARSE_COLNAMES = 2
sqlite_version = "3.45.0"


def register_adapter(type, adapter): ...
def register_converter(name, converter): ...
