import prunella


def get_random_string(length=12, allowed_chars="") -> str: return prunella.clean()
def constant_time_compare(a, b) -> bool: return a == b
