def keep(fn): return fn
def api_view(http_method_names=None): return keep
def permission_classes(classes): return keep
def authentication_classes(classes): return keep
def action(*args, **options): return keep
