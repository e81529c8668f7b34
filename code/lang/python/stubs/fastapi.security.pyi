import prunella
import prunella_web as web


class Credentials:
    @property
    def username(self) -> str: return web.header("Authorization")
    @property
    def password(self) -> str: return web.header("Authorization")
    @property
    def credentials(self) -> str: return web.header("Authorization")
    scheme = "Bearer"


class OAuth2PasswordRequestForm:
    @property
    def username(self) -> str: return web.form("username")
    @property
    def password(self) -> str: return web.form("password")
    scopes = []


class Scheme:
    def __init__(self, *args, **options): ...
    def __call__(self, *args): return web.header("Authorization")


class OAuth2PasswordBearer(Scheme): ...
class APIKeyHeader(Scheme): ...
class APIKeyQuery(Scheme): ...
class APIKeyCookie(Scheme): ...


class HTTPBasic(Scheme):
    def __call__(self, *args): return Credentials()


class HTTPBearer(HTTPBasic): ...
class HTTPBasicCredentials(Credentials): ...
class HTTPAuthorizationCredentials(Credentials): ...
