"""pg8000."""
from prunella_postgresql import *
