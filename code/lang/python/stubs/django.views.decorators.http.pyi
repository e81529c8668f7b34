def keep(fn): return fn
def require_http_methods(methods): return keep
def require_GET(fn): return fn
def require_POST(fn): return fn
def require_safe(fn): return fn
