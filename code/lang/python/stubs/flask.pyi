import prunella
