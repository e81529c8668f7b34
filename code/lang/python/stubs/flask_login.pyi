import prunella


class UserMixin:
    def get_id(self) -> str: return prunella.clean()
class AnonymousUserMixin: ...


class User:
    def __getattr__(self, name): return prunella.clean()


current_user = User()


class LoginManager:
    login_view: str
    def __init__(self, app=None, **options): ...
    def init_app(self, app): ...
    def user_loader(self, fn): return fn
    def request_loader(self, fn): return fn
    def unauthorized_handler(self, fn): return fn


def login_required(fn): return fn
def fresh_login_required(fn): return fn
def login_user(user, **options) -> bool: return prunella.clean()
def logout_user(): ...
