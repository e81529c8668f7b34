from sqlalchemy import Text as TextClause, text, select, insert, update, delete, and_, or_, not_, func, case, exists, literal_column, desc, asc, bindparam
