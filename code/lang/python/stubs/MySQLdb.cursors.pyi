from MySQLdb import Cursor
from MySQLdb import Cursor as DictCursor
