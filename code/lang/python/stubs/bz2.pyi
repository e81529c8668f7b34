"""bz2."""
from prunella_packed import *
from prunella_packed import PackedFile as BZ2File
