def copy(x): return x
def deepcopy(x, memo=None): return x
