import prunella
import prunella_template
from django.template.loader import Loaded
from django.utils.safestring import SafeText


def page() -> str: return prunella.clean()


class Template:
    def __init__(self, template_string, prunella_template=None, **options):
        prunella.sink("template", template_string)
        self.template = prunella_template
    def render(self, context=None):
        template = self.template
        if template is not None:
            return SafeText(template(context.values, context.autoescape))
        return SafeText(page())


class Context:
    def __init__(self, dict_=None, autoescape=True, **options):
        self.values = dict_ or {}
        self.autoescape = autoescape
class RequestContext(Context):
    def __init__(self, request, dict_=None, **options):
        self.values = dict_ or {}
        self.autoescape = True
class Library:
    def filter(self, *args, **options): return keep
    def simple_tag(self, *args, **options): return keep
def keep(fn): return fn
