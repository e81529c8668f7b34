import prunella


def run_simple(hostname, port, application, use_reloader=False, use_debugger=False, **options):
    prunella.sink("debug", use_debugger, hostname)
    prunella.effect("serve", hostname, port)
