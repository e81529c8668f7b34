import prunella
import prunella_web as web


class Resource:
    def get(self, **values): return {}
    def post(self, **values): return {}
    def put(self, **values): return {}
    def delete(self, **values): return {}


class Api:
    def __init__(self, app=None, prefix="", **options): ...
    def init_app(self, app): ...
    def add_resource(self, resource, *urls, **options):
        for rule in urls:
            def get(): resource().get(**web.arguments(rule))
            def post(): resource().post(**web.arguments(rule))
            def put(): resource().put(**web.arguments(rule))
            def delete(): resource().delete(**web.arguments(rule))
            prunella.entry("http", "GET", rule, get)
            prunella.entry("http", "POST", rule, post)
            prunella.entry("http", "PUT", rule, put)
            prunella.entry("http", "DELETE", rule, delete)
    def resource(self, *urls, **options):
        def register(cls):
            self.add_resource(cls, *urls)
            return cls
        return register


def abort(code, **options):
    raise RuntimeError(code)
def marshal_with(fields, **options): return keep
def keep(fn): return fn


class reqparse:
    @staticmethod
    def RequestParser(**options): return Parser()


class Parser:
    def __init__(self):
        self.values = {}
    def add_argument(self, name, type=None, **options):
        v = web.query(name)
        if type is not None:
            v = type(v)
        self.values[name] = v
        return self
    def parse_args(self, req=None, strict=False) -> dict: return self.values
