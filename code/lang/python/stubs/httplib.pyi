"""http.client under its name in Python 2."""
from http.client import *
