"""cryptography: ciphers."""
from prunella_ciphers import *
