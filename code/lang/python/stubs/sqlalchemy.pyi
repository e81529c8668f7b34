"""SQLAlchemy: expressions are bound parameters; text() and strings are statements."""
import prunella
import prunella_dbapi
import sqlalchemy.sql
import sqlalchemy.sql.expression


def column() -> str: return prunella.source("db", "column")


class Text:
    """A piece of SQL as it is; .bindparams and parameters fill it safely."""
    def __init__(self, text):
        prunella.sink("sql", text)
        self.text = text
        self.bound = None
    def bindparams(self, *binds, **values):
        self.bound = values
        return self
    def columns(self, *columns, **types): return self
    def label(self, name): return self
    def __str__(self) -> str: return self.text


def text(text) -> Text: return Text(text)
def literal_column(text, type_=None): return Text(text)


def run(statement, parameters=None):
    if isinstance(statement, str):
        prunella.sink("sql", statement)
    if isinstance(statement, Text):
        prunella.effect("sql", statement.text, parameters or statement.bound)
    else:
        prunella.effect("sql", statement, parameters)
    return Result()


class Row:
    def __getitem__(self, key) -> str: return column()
    def __getattr__(self, name): return column()
    def __iter__(self): return [column()]
    def keys(self): return [column()]
    def items(self): return [(column(), column())]
    def _asdict(self) -> dict: return prunella.source("db", "row")
    @property
    def _mapping(self) -> dict: return prunella.source("db", "row")


class Result:
    rowcount: int
    lastrowid: int
    def fetchone(self): return Row()
    def fetchall(self): return [Row()]
    def fetchmany(self, size=None): return [Row()]
    def first(self): return Row()
    def one(self): return Row()
    def one_or_none(self): return Row()
    def all(self): return [Row()]
    def scalar(self): return column()
    def scalar_one(self): return column()
    def scalar_one_or_none(self): return column()
    def scalars(self, index=0): return self
    def mappings(self): return self
    def unique(self, strategy=None): return self
    def keys(self): return [column()]
    def close(self): ...
    def __iter__(self): return [Row()]


def raw(args):
    """Texts given where expressions are expected are SQL."""
    for a in args:
        if isinstance(a, str):
            prunella.sink("sql", a)


class Query:
    def __init__(self):
        self.pieces = []
    def filter(self, *criteria): return self.where(*criteria)
    def where(self, *criteria):
        raw(criteria)
        self.pieces = [c for c in criteria if isinstance(c, Text)]
        for c in self.pieces:
            if c.bound is not None:
                prunella.effect("sql", c.text, c.bound)
        return self
    def having(self, *criteria):
        raw(criteria)
        return self
    def order_by(self, *criteria): return self
    def group_by(self, *criteria): return self
    def filter_by(self, **values): return self
    def from_statement(self, statement): return self
    def join(self, *props, **options): return self
    def outerjoin(self, *props, **options): return self
    def select_from(self, *entities): return self
    def options(self, *options): return self
    def with_entities(self, *entities): return self
    def add_columns(self, *columns): return self
    def distinct(self, *columns): return self
    def limit(self, n): return self
    def offset(self, n): return self
    def params(self, **values):
        for c in self.pieces:
            prunella.effect("sql", c.text, values)
        return self
    def prefix_with(self, *prefixes):
        raw(prefixes)
        return self
    def suffix_with(self, *suffixes):
        raw(suffixes)
        return self
    def with_hint(self, selectable, text, dialect_name="*"):
        prunella.sink("sql", text)
        return self
    def values(self, *args, **values): return self
    def returning(self, *columns): return self
    def union(self, *queries): return self
    def subquery(self, name=None): return self
    def alias(self, name=None): return self
    def label(self, name): return self
    def in_(self, other): return self
    def like(self, other, escape=None): return self
    def execution_options(self, **options): return self
    def all(self): return [Row()]
    def first(self): return Row()
    def one(self): return Row()
    def one_or_none(self): return Row()
    def scalar(self): return column()
    def scalars(self): return self
    def count(self) -> int: return prunella.clean()
    def exists(self): return self
    def get(self, ident): return Row()
    def get_or_404(self, ident, description=None): return Row()
    def first_or_404(self, description=None): return Row()
    def paginate(self, **options): return Page()
    def delete(self, synchronize_session=None) -> int: return prunella.clean()
    def update(self, values, synchronize_session=None) -> int: return prunella.clean()
    def __iter__(self): return [Row()]
    def __getitem__(self, i): return Row()


class Page:
    total: int
    pages: int
    @property
    def items(self): return [Row()]
    def __iter__(self): return [Row()]


class Column:
    """A column's comparisons make expressions with bound parameters."""
    def __init__(self, *args, **options): ...
    def __eq__(self, other): return Query()
    def like(self, other, escape=None): return Query()
    def ilike(self, other, escape=None): return Query()
    def contains(self, other, **options): return Query()
    def startswith(self, other, **options): return Query()
    def endswith(self, other, **options): return Query()
    def in_(self, other): return Query()
    def notin_(self, other): return Query()
    def is_(self, other): return Query()
    def isnot(self, other): return Query()
    def between(self, a, b): return Query()
    def desc(self): return self
    def asc(self): return self
    def label(self, name): return self
    def op(self, opstring, **options):
        prunella.sink("sql", opstring)
        return bound
    def __add__(self, other): return self


def bound(x): return Query()


class Connection:
    def execute(self, statement, parameters=None, **options) -> Result: return run(statement, parameters)
    def exec_driver_sql(self, statement, parameters=None, execution_options=None) -> Result:
        prunella.sink("sql", statement)
        prunella.effect("sql", statement)
        return Result()
    def scalar(self, statement, *params, **options):
        run(statement)
        return column()
    def scalars(self, statement, *params, **options) -> Result: return run(statement)
    def query(self, *entities) -> Query: return Query()
    def get(self, entity, ident, **options): return Row()
    def add(self, instance): prunella.effect("db.add", instance)
    def add_all(self, instances): prunella.effect("db.add", instances)
    def delete(self, instance): ...
    def merge(self, instance, **options): return instance
    def refresh(self, instance, **options): ...
    def flush(self): ...
    def commit(self): ...
    def rollback(self): ...
    def close(self): ...
    def remove(self): ...
    def begin(self): return self
    def begin_nested(self): return self
    def connect(self): return self
    def raw_connection(self): return RawConnection()
    def dispose(self): ...
    def bulk_save_objects(self, objects, **options): ...
    def __call__(self, **options): return self
    def __enter__(self): return self
    def __exit__(self, a, b, c): ...
    def __aenter__(self): return self
    def __aexit__(self, a, b, c): ...


class RawConnection:
    def cursor(self): return RawCursor()
    def commit(self): ...
    def close(self): ...


class RawCursor:
    def execute(self, statement, parameters=None):
        prunella.sink("sql", statement)
        prunella.effect("sql", statement)
    def fetchone(self): return Row()
    def fetchall(self): return [Row()]
    def close(self): ...


class Engine(Connection): ...
class MetaData:
    def create_all(self, bind=None, **options): ...
    def drop_all(self, bind=None, **options): ...
    def reflect(self, bind=None, **options): ...


class Table:
    def __init__(self, name, metadata=None, *args, **options):
        self.c = Columns()
        self.columns = Columns()
    def select(self, *args): return Query()
    def insert(self, *args): return Query()
    def update(self, *args): return Query()
    def delete(self, *args): return Query()
    def join(self, *args, **options): return Query()


class Columns:
    def __getattr__(self, name): return Column()
    def __getitem__(self, name): return Column()


def create_engine(url, **options) -> Engine:
    prunella_dbapi.named(url)
    return Engine()
def select(*entities) -> Query:
    raw(entities)
    return Query()
def insert(table) -> Query: return Query()
def update(table) -> Query: return Query()
def delete(table) -> Query: return Query()
def and_(*clauses) -> Query:
    raw(clauses)
    return Query()
def or_(*clauses) -> Query:
    raw(clauses)
    return Query()
def not_(clause) -> Query: return Query()
def desc(column): return column
def asc(column): return column
def func(*args): return Query()
def case(*whens, **options): return Query()
def exists(*args): return Query()
def union(*selects): return Query()
def bindparam(key, value=None, **options): return Query()
def literal(value, type_=None): return Query()
def cast(expression, type_): return expression
def distinct(expr): return expr
def inspect(subject): return prunella.clean()
def ForeignKey(column, **options): return None
def Index(name, *expressions, **options): return None
def UniqueConstraint(*columns, **options): return None
def CheckConstraint(text, **options): return None
class event:
    @staticmethod
    def listens_for(target, identifier, **options): return keep
def keep(fn): return fn
def Integer(*args, **options): return None
def BigInteger(*args, **options): return None
def SmallInteger(*args, **options): return None
def String(*args, **options): return None
def Unicode(*args, **options): return None
def UnicodeText(*args, **options): return None
def Boolean(*args, **options): return None
def Float(*args, **options): return None
def Numeric(*args, **options): return None
def DateTime(*args, **options): return None
def Date(*args, **options): return None
def Time(*args, **options): return None
def LargeBinary(*args, **options): return None
def Enum(*args, **options): return None
def JSON(*args, **options): return None
def ARRAY(*args, **options): return None
def Interval(*args, **options): return None
