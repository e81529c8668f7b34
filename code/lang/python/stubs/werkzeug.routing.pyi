from prunella_web import arguments
