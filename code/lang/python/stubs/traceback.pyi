import prunella


def format_exc(limit=None, chain=True) -> str: return prunella.source("trace", "stack")
def print_exc(limit=None, file=None, chain=True): ...
def format_exception(*args, **options) -> list: return [prunella.source("trace", "stack")]
def format_tb(*args, **options) -> list: return [prunella.source("trace", "stack")]
def format_stack(*args, **options) -> list: return [prunella.source("trace", "stack")]
def format_exception_only(*args, **options) -> list: return [prunella.clean()]
