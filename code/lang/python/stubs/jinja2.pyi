"""Jinja escapes only where it is told to."""
import prunella
import jinja2.sandbox
import prunella_template


class TemplateNotFound(Exception): ...
class TemplateSyntaxError(Exception): ...
class UndefinedError(Exception): ...
class StrictUndefined: ...
class Undefined: ...


class FileSystemLoader:
    def __init__(self, searchpath, **options): ...
class PackageLoader:
    def __init__(self, package_name, package_path="templates", **options): ...
class DictLoader:
    def __init__(self, mapping): ...
class BaseLoader: ...
class FunctionLoader:
    def __init__(self, load_func): ...
class ChoiceLoader:
    def __init__(self, loaders): ...


def html(context) -> str: return prunella.unknown(context)
def clean() -> str: return prunella.clean()


def merged(args, context):
    for a in args:
        return {**a, **context}
    return context


class Template:
    """An unescaped template's text is markup as far as its data is."""
    def __init__(self, source="", autoescape=False, prunella_template=None, **options):
        prunella.sink("template", source)
        self.autoescape = autoescape
        self.template = prunella_template
    def render(self, *args, **context) -> str:
        """What is written into an escaping template is judged in it, hole by hole."""
        template = self.template
        if self.autoescape or self.autoescape is None:
            if template is not None:
                template(merged(args, context), self.autoescape)
            return clean()
        if template is not None:
            return template(merged(args, context), self.autoescape)
        return html([args, context])
    def render_async(self, *args, **context) -> str: return self.render(*args, **context)
    def stream(self, *args, **context): return self
    def generate(self, *args, **context): return [self.render(*args, **context)]
    def dump(self, fp, **options): ...


class Environment:
    def __init__(self, loader=None, autoescape=False, **options):
        prunella.sink("escape.off", autoescape)
        self.escapes = autoescape
        self.filters = {}
        self.globals = {}
        self.tests = {}
    def get_template(self, name, parent=None, globals=None, prunella_template=None) -> Template:
        return Template("", self.escapes, prunella_template)
    def select_template(self, names, prunella_template=None, **options) -> Template: return Template("", self.escapes, prunella_template)
    def get_or_select_template(self, names, prunella_template=None, **options) -> Template: return Template("", self.escapes, prunella_template)
    def from_string(self, source, globals=None, template_class=None, prunella_template=None) -> Template:
        prunella.sink("template", source)
        return Template("", self.escapes, prunella_template)
    def compile_expression(self, source, **options):
        prunella.sink("template", source)
        return prunella.clean()
    def overlay(self, **options): return self
    def add_extension(self, extension): ...


def select_autoescape(enabled_extensions=("html", "htm", "xml"), disabled_extensions=(), default_for_string=True, default=False): return None
def pass_context(fn): return fn
def contextfilter(fn): return fn
