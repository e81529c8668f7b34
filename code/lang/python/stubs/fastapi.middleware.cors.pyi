import prunella


class CORSMiddleware: ...
