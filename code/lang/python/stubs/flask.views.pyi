import prunella_web as web


class View:
    @classmethod
    def as_view(cls, name, *args, **kwargs):
        def view(**values):
            return cls(*args, **kwargs).dispatch_request(**values)
        return view


class MethodView(View):
    @classmethod
    def as_view(cls, name, *args, **kwargs):
        def view(**values):
            self = cls(*args, **kwargs)
            if web.yes():
                return self.get(**values)
            if web.yes():
                return self.put(**values)
            if web.yes():
                return self.delete(**values)
            return self.post(**values)
        return view
    def get(self, **values): return {}
    def post(self, **values): return {}
    def put(self, **values): return {}
    def delete(self, **values): return {}
