"""mysqlclient."""
import prunella
from prunella_mysql import *


def escape_string(s) -> bytes: return prunella.op("sql.escape_mysql", s)
