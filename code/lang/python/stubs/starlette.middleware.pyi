"""A middleware is told as its class and what that is made with."""
import prunella


class Middleware:
    def __init__(self, cls, *args, allow_origins=None, allow_credentials=False, **options):
        if allow_origins is not None:
            prunella.sink("cors", allow_origins, allow_credentials)
