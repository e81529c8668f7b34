"""MySQL Connector/Python."""
from prunella_mysql import *
