"""literal_eval reads literals only."""
import prunella


def literal_eval(node_or_string): return prunella.unknown(node_or_string)
def parse(source, filename="", mode="exec", **options): return prunella.unknown(source)
def dump(node, **options) -> str: return prunella.clean()
def walk(node): return [prunella.clean()]
class NodeVisitor: ...
class NodeTransformer: ...
