from click import echo, secho, style, prompt, confirm
import prunella


def keep(fn): return fn


class Typer:
    def __init__(self, **options): ...
    def command(self, name=None, **options): return keep
    def callback(self, **options): return keep
    def add_typer(self, app, **options): ...
    def __call__(self): ...


def Argument(default=None, **options) -> str: return prunella.source("args", "argument")
def Option(default=None, *names, **options) -> str: return prunella.source("args", "option")
def run(fn): ...
class Exit(Exception): ...
class Abort(Exception): ...
