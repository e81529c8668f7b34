"""Jinja escapes only where it is told to."""
import prunella
import jinja2.sandbox


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


class Template:
    """An unescaped template's text is markup as far as its data is."""
    def __init__(self, source="", autoescape=False, **options):
        prunella.sink("template", source)
        self.autoescape = autoescape
    def render(self, *args, **context) -> str:
        if self.autoescape:
            return clean()
        return html([args, context])
    def render_async(self, *args, **context) -> str: return self.render(*args, **context)
    def stream(self, *args, **context): return self
    def generate(self, *args, **context): return [self.render(*args, **context)]
    def dump(self, fp, **options): ...


class Environment:
    def __init__(self, loader=None, autoescape=False, **options):
        self.escapes = autoescape
        self.filters = {}
        self.globals = {}
        self.tests = {}
    def get_template(self, name, parent=None, globals=None) -> Template:
        return Template("", self.escapes)
    def select_template(self, names, **options) -> Template: return Template("", self.escapes)
    def from_string(self, source, globals=None, template_class=None) -> Template:
        prunella.sink("template", source)
        return Template("", self.escapes)
    def compile_expression(self, source, **options):
        prunella.sink("template", source)
        return prunella.clean()
    def overlay(self, **options): return self
    def add_extension(self, extension): ...


def select_autoescape(enabled_extensions=("html", "htm", "xml"), disabled_extensions=(), default_for_string=True, default=False): return True
def pass_context(fn): return fn
def contextfilter(fn): return fn
