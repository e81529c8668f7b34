import prunella


def get_random_bytes(n) -> bytes: return prunella.clean()
def new(): return Source()
class Source:
    def read(self, n) -> bytes: return prunella.clean()
