"""SAP HANA's client: the DB-API."""
from prunella_dbapi import *
