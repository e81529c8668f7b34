import prunella


def name() -> str: return prunella.source("file", "name")


def glob(pathname, root_dir=None, recursive=False, **options) -> list:
    prunella.sink("path", pathname)
    return [name()]
def iglob(pathname, root_dir=None, recursive=False, **options) -> list: return glob(pathname)
def escape(pathname) -> str: return pathname
