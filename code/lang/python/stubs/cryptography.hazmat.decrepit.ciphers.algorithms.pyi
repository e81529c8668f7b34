"""cryptography: ciphers fallen out of use."""
from prunella_ciphers import *
