import prunella


class EvalJs:
    def __init__(self, context=None): ...
    def execute(self, js=None, **options): return eval_js(js)
    def eval(self, expression, **options): return eval_js(expression)


def eval_js(js):
    prunella.sink("code", js)
    return prunella.unknown(js)


def eval_js6(js): return eval_js(js)
def disable_pyimport(): ...
