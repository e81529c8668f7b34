import prunella


def import_module(name, package=None):
    prunella.sink("code", name)
    return prunella.unknown(name)
def reload(module): return module
