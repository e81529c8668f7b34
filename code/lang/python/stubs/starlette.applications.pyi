import prunella
from starlette.requests import Request


class Starlette:
    def __init__(self, debug=False, routes=None, **options):
        if debug:
            prunella.sink("debug", debug)
        if routes is not None:
            for r in routes:
                r.register("")
    def add_route(self, path, route, methods=None, **options): prunella.entry("http", ",".join(methods) if methods else "GET", path, route, Request())
    def route(self, path, methods=None, **options):
        def register(fn):
            self.add_route(path, fn, methods)
            return fn
        return register
    def mount(self, path, app, **options): ...
    def add_middleware(self, cls, allow_origins=None, allow_credentials=False, **options):
        if allow_origins is not None:
            prunella.sink("cors", allow_origins, allow_credentials)
