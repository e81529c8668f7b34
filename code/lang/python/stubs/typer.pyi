"""Typer: the front end hands the decorators the command's signature (see the file
signature.go of the front end)."""
from click import echo, secho, style, prompt, confirm
import prunella


class Place:
    """What Argument(…) and Option(…) stand for."""


def value_of(kind, give, name):
    if kind == "int":
        return prunella.op("int.parse", give("args", name))
    if kind == "float" or kind == "bool":
        return prunella.clean()
    return give("args", name)


class Typer:
    def __init__(self, **options): ...
    def command(self, name=None, prunella_signature=[], **options):
        def register(fn):
            def handle():
                values = {}
                for name, kind, give, default in prunella_signature:
                    values[name] = value_of(kind, give, name)
                fn(**values)
            prunella.entry("args", "", "command", handle)
            return fn
        return register
    def callback(self, name=None, prunella_signature=[], **options): return self.command()
    def add_typer(self, app, **options): ...
    def __call__(self): ...


def Argument(default=None, **options): return Place()
def Option(default=None, *names, **options): return Place()
def run(fn): ...
class Exit(Exception): ...
class Abort(Exception): ...
