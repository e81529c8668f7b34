"""mariadb."""
from prunella_mysql import *
