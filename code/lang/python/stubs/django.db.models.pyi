"""QuerySets bind their values; raw and extra take SQL."""
import prunella


def stored(): return prunella.clean()


class QuerySet:
    def raw(self, raw_query, params=(), translations=None, using=None):
        prunella.sink("sql", raw_query)
        prunella.effect("sql", raw_query, params)
        return [stored()]
    def extra(self, select=None, where=None, params=None, tables=None, order_by=None, select_params=None):
        if where is not None:
            for w in where:
                prunella.sink("sql", "SELECT 1 WHERE " + w)
        if select is not None:
            for k in select:
                prunella.sink("sql", "SELECT " + select[k])
        if order_by is not None:
            for o in order_by:
                prunella.sink("sql", "SELECT 1 ORDER BY " + o)
        return self
    def filter(self, *args, **kwargs): return self
    def exclude(self, *args, **kwargs): return self
    def annotate(self, *args, **kwargs): return self
    def aggregate(self, *args, **kwargs): return {}
    def order_by(self, *fields): return self
    def values(self, *fields, **expressions): return self
    def values_list(self, *fields, **options): return self
    def distinct(self, *fields): return self
    def select_related(self, *fields): return self
    def prefetch_related(self, *lookups): return self
    def only(self, *fields): return self
    def defer(self, *fields): return self
    def using(self, alias): return self
    def all(self): return self
    def none(self): return self
    def reverse(self): return self
    def get(self, *args, **kwargs): return stored()
    def first(self): return stored()
    def last(self): return stored()
    def create(self, **kwargs): return stored()
    def get_or_create(self, defaults=None, **kwargs): return (stored(), prunella.clean())
    def update_or_create(self, defaults=None, **kwargs): return (stored(), prunella.clean())
    def bulk_create(self, objs, **options): return objs
    def update(self, **kwargs) -> int: return prunella.clean()
    def delete(self): return prunella.clean()
    def count(self) -> int: return prunella.clean()
    def exists(self) -> bool: return prunella.clean()
    def __iter__(self): return [stored()]
    def __getitem__(self, i): return stored()
    def __or__(self, other): return self
    def __and__(self, other): return self


class Manager(QuerySet):
    def get_queryset(self): return QuerySet()


class Model:
    objects = Manager()
    pk = None
    id = None
    def save(self, *args, **options): prunella.effect("db.save", self)
    def delete(self, *args, **options): ...
    def full_clean(self, *args, **options): ...
    def refresh_from_db(self, *args, **options): ...


def RawSQL(sql, params, output_field=None):
    prunella.sink("sql", sql)
    return prunella.clean()


class Q:
    def __init__(self, *args, **kwargs): ...
    def __or__(self, other): return self
    def __and__(self, other): return self


def F(name): return prunella.clean()
def Count(expression, **options): return prunella.clean()
def Sum(expression, **options): return prunella.clean()
def Max(expression, **options): return prunella.clean()
def Avg(expression, **options): return prunella.clean()
def Value(value, **options): return prunella.clean()
CASCADE = 1
SET_NULL = 2
PROTECT = 3
DO_NOTHING = 4
def CharField(*args, **options): return None
def TextField(*args, **options): return None
def IntegerField(*args, **options): return None
def PositiveIntegerField(*args, **options): return None
def BigIntegerField(*args, **options): return None
def FloatField(*args, **options): return None
def DecimalField(*args, **options): return None
def BooleanField(*args, **options): return None
def DateField(*args, **options): return None
def DateTimeField(*args, **options): return None
def TimeField(*args, **options): return None
def EmailField(*args, **options): return None
def URLField(*args, **options): return None
def SlugField(*args, **options): return None
def UUIDField(*args, **options): return None
def JSONField(*args, **options): return None
def FileField(*args, **options): return None
def ImageField(*args, **options): return None
def BinaryField(*args, **options): return None
def AutoField(*args, **options): return None
def BigAutoField(*args, **options): return None
def GenericIPAddressField(*args, **options): return None
def DurationField(*args, **options): return None
def ForeignKey(to, on_delete=None, **options): return None
def OneToOneField(to, on_delete=None, **options): return None
def ManyToManyField(to, **options): return None
def Index(*args, **options): return None
