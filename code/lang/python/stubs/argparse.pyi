import prunella


class ArgumentError(Exception): ...
class ArgumentTypeError(Exception): ...
class HelpFormatter: ...
class ArgumentDefaultsHelpFormatter: ...
class RawDescriptionHelpFormatter: ...


def given(name) -> str: return prunella.source("args", name)


class Namespace: ...


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, **options):
        self.space = Namespace()
    def add_argument(self, *names, action=None, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, dest=None, version=None):
        name = dest or names[-1].lstrip("-").replace("-", "_")
        value = given(name)
        if action == "store_true" or action == "store_false":
            value = prunella.clean()
        elif action == "count":
            value = prunella.clean()
        elif choices is not None:
            for c in choices:
                value = c
        elif type is not None:
            value = type(value)
        if nargs == "*" or nargs == "+" or action == "append" or nargs == "...":
            value = [value]
        setattr(self.space, name, value)
        return self
    def add_argument_group(self, title=None, description=None): return self
    def add_mutually_exclusive_group(self, required=False): return self
    def add_subparsers(self, **options): return self
    def add_parser(self, name, **options): return self
    def set_defaults(self, **values):
        for k in values:
            setattr(self.space, k, values[k])
    def parse_args(self, args=None, namespace=None): return self.space
    def parse_known_args(self, args=None, namespace=None): return (self.space, [given("rest")])
    def print_help(self, file=None): ...
    def print_usage(self, file=None): ...
    def format_help(self) -> str: return prunella.clean()
    def error(self, message):
        raise SystemExit(2)
    def exit(self, status=0, message=None):
        raise SystemExit(status)


def FileType(mode="r", bufsize=-1, encoding=None, errors=None): return opened
def opened(name):
    prunella.sink("path", name)
    return prunella.clean()
