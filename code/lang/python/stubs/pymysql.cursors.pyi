from pymysql import Cursor
from pymysql import Cursor as DictCursor
from pymysql import Cursor as SSCursor
