def keep(fn): return fn
def login_required(fn=None, **options): return fn or keep
def permission_required(perm, **options): return keep
def user_passes_test(test, **options): return keep
