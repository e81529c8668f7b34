import sqlalchemy.sql.expression
from sqlalchemy import text, select, insert, update, delete, and_, or_, not_, func, case, exists, literal_column, desc, asc, bindparam
