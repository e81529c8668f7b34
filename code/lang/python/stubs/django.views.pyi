import prunella_web as web
from django.http import HttpRequest, HttpResponse


class View:
    @classmethod
    def as_view(cls, **initkwargs):
        def view(request, *args, **kwargs):
            self = cls()
            self.request = request
            self.args = args
            self.kwargs = kwargs
            if web.yes():
                return self.get(request, *args, **kwargs)
            if web.yes():
                return self.put(request, *args, **kwargs)
            if web.yes():
                return self.delete(request, *args, **kwargs)
            return self.post(request, *args, **kwargs)
        return view
    def get(self, request, *args, **kwargs): ...
    def post(self, request, *args, **kwargs): ...
    def put(self, request, *args, **kwargs): ...
    def delete(self, request, *args, **kwargs): ...
