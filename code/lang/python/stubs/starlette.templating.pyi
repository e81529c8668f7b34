import prunella
from starlette.responses import Response


class Jinja2Templates:
    def __init__(self, directory=None, **options):
        self.env = None
    def TemplateResponse(self, *args, **options):
        prunella.effect("render", args)
        return Response("", 200, None, "text/html")
    def get_template(self, name): return prunella.clean()
