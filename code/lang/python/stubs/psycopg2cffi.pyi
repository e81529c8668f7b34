"""psycopg2cffi."""
from prunella_postgresql import *
