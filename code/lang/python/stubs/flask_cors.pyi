import prunella


def CORS(app=None, resources=None, origins="*", supports_credentials=False, **options):
    prunella.sink("cors", origins, supports_credentials)
def cross_origin(*args, **options): return keep
def keep(fn): return fn
