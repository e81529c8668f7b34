"""snowflake.connector."""
from prunella_dbapi import *
