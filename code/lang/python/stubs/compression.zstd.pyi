"""zstd."""
from prunella_packed import *
from prunella_packed import PackedFile as ZstdFile
