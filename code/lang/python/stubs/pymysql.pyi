"""PyMySQL."""
import prunella
import pymysql.converters as converters
from prunella_mysql import *


def escape_string(s) -> str: return prunella.op("sql.escape_mysql", s)
def install_as_MySQLdb(): ...
