import prunella


def slugify(value, allow_unicode=False) -> str: return prunella.op("text.keep_chars", prunella.op("text.lower", f"{value}"), "abcdefghijklmnopqrstuvwxyz0123456789-_")
def get_valid_filename(name) -> str: return prunella.op("path.secure_filename", name)
