import prunella


def secure_filename(filename) -> str: return prunella.op("path.secure_filename", filename)
def safe_join(directory, *names) -> str: return prunella.op("path.safe_join", directory, names)
def redirect(location, code=302):
    prunella.sink("redirect", location)
