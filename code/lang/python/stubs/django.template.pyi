import prunella


class Template:
    def __init__(self, template_string, **options): prunella.sink("template", template_string)
    def render(self, context=None) -> str: return prunella.clean()


class Context:
    def __init__(self, dict_=None, autoescape=True, **options): ...
class RequestContext(Context): ...
class Library:
    def filter(self, *args, **options): return keep
    def simple_tag(self, *args, **options): return keep
def keep(fn): return fn
