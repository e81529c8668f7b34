"""aiosqlite."""
from prunella_sqlite import *
