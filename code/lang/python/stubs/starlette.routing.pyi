import prunella
from starlette.requests import Request


class Route:
    def __init__(self, path, endpoint, methods=None, **options):
        self.path = path
        self.endpoint = endpoint
        self.methods = methods
    def register(self, prefix): prunella.entry("http", ",".join(self.methods) if self.methods else "GET", prefix + self.path, self.endpoint, Request())


class Mount:
    def __init__(self, path, app=None, routes=None, **options):
        self.path = path
        self.routes = routes or []
    def register(self, prefix):
        for r in self.routes:
            r.register(prefix + self.path)
