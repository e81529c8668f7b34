import prunella


def authenticate(request=None, **credentials): return prunella.clean()
def login(request, user, backend=None): ...
def logout(request): ...
def get_user_model(): return prunella.clean()
