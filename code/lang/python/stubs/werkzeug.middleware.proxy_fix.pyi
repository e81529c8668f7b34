def ProxyFix(app, x_for=1, x_proto=1, x_host=0, x_port=0, x_prefix=0): return app
