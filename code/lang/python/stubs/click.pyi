import prunella


class ClickException(Exception): ...
class UsageError(ClickException): ...
class BadParameter(UsageError): ...
class Abort(RuntimeError): ...


def given(name) -> str: return prunella.source("args", name)
def keep(fn): return fn


def command(name=None, cls=None, **options):
    if callable(name):
        return registered(name)
    return registered


def registered(fn):
    prunella.entry("args", "", "command", fn)
    return fn


def group(name=None, cls=None, **options):
    if callable(name):
        return Group(name)
    return Group


class Group:
    def __init__(self, fn):
        self.fn = fn
    def command(self, name=None, **options): return registered
    def group(self, name=None, **options): return Group
    def add_command(self, command, name=None): ...
    def __call__(self, *args, **kwargs): ...


def value_of(decls, kind, multiple, is_flag, prompt):
    if is_flag:
        return prunella.clean()
    name = decls[0].lstrip("-").replace("-", "_")
    value = given(name)
    if isinstance(kind, Choice):
        return kind.one()
    if kind is not None:
        value = kind(value)
    return value


def option(*decls, type=None, multiple=False, is_flag=False, default=None, prompt=None, **options):
    def wrap(fn):
        def call(*args, **kwargs):
            kwargs[decls[-1].lstrip("-").replace("-", "_")] = value_of(decls, type, multiple, is_flag, prompt)
            return fn(*args, **kwargs)
        return call
    return wrap


def argument(*decls, type=None, nargs=1, required=True, **options):
    def wrap(fn):
        def call(*args, **kwargs):
            kwargs[decls[0].lower().replace("-", "_")] = value_of(decls, type, False, False, None)
            return fn(*args, **kwargs)
        return call
    return wrap


def pass_context(fn): return fn
def pass_obj(fn): return fn
def version_option(*args, **options): return keep
def echo(message=None, file=None, nl=True, err=False, color=None): prunella.effect("print", message)
def secho(message=None, **options): prunella.effect("print", message)
def style(text, **options) -> str: return text
def prompt(text, default=None, **options) -> str: return prunella.source("stdin", "prompt")
def confirm(text, default=False, **options) -> bool: return prunella.clean()
def Path(**options): return None
def File(mode="r", **options): return None
class Choice:
    def __init__(self, choices, case_sensitive=True):
        self.choices = choices
    def one(self):
        for c in self.choices:
            value = c
        return value
INT = int
FLOAT = float
BOOL = bool
STRING = None
