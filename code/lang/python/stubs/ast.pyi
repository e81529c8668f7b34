"""literal_eval reads literals only; of what is parsed, formulas have a tree."""
import prunella


def literal_eval(node_or_string):
    if prunella.op("code.literal", node_or_string):
        return prunella.op("code.value", node_or_string)
    if prunella.op("code.formula", node_or_string):
        raise ValueError("malformed node or string")
    return prunella.unknown(node_or_string)


def parse(source, filename="", mode="exec", **options):
    if mode == "eval" and prunella.op("code.formula", source):
        return Expression(node(prunella.op("code.tree", source)))
    return prunella.unknown(source)


def node(tree):
    kind = tree["kind"]
    if kind == "Constant":
        return Constant(tree["value"])
    if kind == "BinOp":
        return BinOp(node(tree["left"]), operator(tree["op"]), node(tree["right"]))
    if kind == "UnaryOp":
        return UnaryOp(unary(tree["op"]), node(tree["left"]))
    return List([node(item) for item in tree["items"]])


def operator(sign):
    if sign == "+":
        return Add()
    if sign == "-":
        return Sub()
    if sign == "*":
        return Mult()
    if sign == "/":
        return Div()
    if sign == "//":
        return FloorDiv()
    if sign == "%":
        return Mod()
    return Pow()


def unary(sign):
    if sign == "-":
        return USub()
    return UAdd()


def dump(node, **options) -> str: return prunella.clean()
def walk(node): return [prunella.clean()]


class Expression:
    def __init__(self, body):
        self.body = body


class Constant:
    def __init__(self, value):
        self.value = value


class BinOp:
    def __init__(self, left, op, right):
        self.left = left
        self.op = op
        self.right = right


class UnaryOp:
    def __init__(self, op, operand):
        self.op = op
        self.operand = operand


class List:
    def __init__(self, elts):
        self.elts = elts


class Add: ...
class Sub: ...
class Mult: ...
class Div: ...
class FloorDiv: ...
class Mod: ...
class Pow: ...
class UAdd: ...
class USub: ...
class NodeVisitor: ...
class NodeTransformer: ...
