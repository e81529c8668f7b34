import prunella
import prunella_web as web
from django.http import HttpRequest


class Prefix:
    def __init__(self, module):
        self.module = module


def include(module, namespace=None): return Prefix(module)


def path(route, view, kwargs=None, name=None):
    if isinstance(view, Prefix):
        return None
    def handle():
        view(HttpRequest(), **web.arguments(route))
    prunella.entry("http", "", "/" + route, handle)
    return handle


def group(name) -> str: return prunella.source("http.path", name)


def re_path(route, view, kwargs=None, name=None):
    """Groups are what their patterns match; here any text."""
    if isinstance(view, Prefix):
        return None
    def handle():
        values = {}
        for name in prunella.op("regex.names", route, "python"):
            if name:
                values[name] = group(name)
        view(HttpRequest(), **values)
    prunella.entry("http", "", "/" + route, handle)
    return handle


def reverse(viewname, urlconf=None, args=None, kwargs=None, **options) -> str: return "/" + prunella.op("url.quote", viewname)
def reverse_lazy(viewname, urlconf=None, args=None, kwargs=None, **options) -> str: return "/" + prunella.op("url.quote", viewname)
def resolve(path, urlconf=None): return prunella.clean()
def register_converter(converter, type_name): ...
