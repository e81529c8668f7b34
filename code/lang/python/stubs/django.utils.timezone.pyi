import prunella
from datetime import datetime


def now() -> datetime: return datetime()
def localtime(value=None) -> datetime: return datetime()
