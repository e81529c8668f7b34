import prunella
from flask import redirect, send_file, send_from_directory


def secure_filename(filename) -> str: return prunella.op("path.secure_filename", filename)
def safe_join(directory, *names) -> str: return prunella.op("path.safe_join", directory, names)
def import_string(name, silent=False):
    prunella.sink("code", name)
    return prunella.unknown(name)
class cached_property: ...
