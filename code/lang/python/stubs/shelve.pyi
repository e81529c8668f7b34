import prunella


def open(filename, flag="c", protocol=None, writeback=False) -> dict:
    prunella.sink("path", filename)
    prunella.sink("deserialize", filename, "shelve")
    return prunella.clean()
