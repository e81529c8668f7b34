"""Handlers that are classes: to answer a request is to make an instance."""
import prunella_web as web
from starlette.requests import Request


class HTTPEndpoint:
    def __init__(self, scope=None, receive=None, send=None):
        request = Request()
        if web.yes():
            self.get(request)
        elif web.yes():
            self.put(request)
        elif web.yes():
            self.patch(request)
        elif web.yes():
            self.delete(request)
        else:
            self.post(request)
    def get(self, request): ...
    def put(self, request): ...
    def patch(self, request): ...
    def delete(self, request): ...
    def post(self, request): ...


class WebSocketEndpoint: ...
