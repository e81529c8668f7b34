import prunella


def chain(*lists): return [i for items in lists for i in items]
def cycle(items): return items
def repeat(item, times=None): return [item]
def count(start=0, step=1): return [prunella.clean()]
def islice(items, *bounds): return [i for i in items]
def takewhile(test, items): return [i for i in items if test(i)]
def dropwhile(test, items): return [i for i in items]
def filterfalse(test, items): return [i for i in items if not test(i)]
def groupby(items, key=None): return [(key(i) if key else i, [i]) for i in items]
def zip_longest(*lists, fillvalue=None): return prunella.op("list.zip", *lists)
def product(*lists, repeat=1): return [prunella.unknown(*lists)]
def combinations(items, r): return [(i, j) for i in items for j in items]
def permutations(items, r=None): return [(i, j) for i in items for j in items]
def accumulate(items, func=None, initial=None): return [i for i in items]
def starmap(fn, items): return [fn(*i) for i in items]
def tee(items, n=2): return (items, items)
def batched(items, n): return [[i for i in items]]
def pairwise(items): return [(i, j) for i in items for j in items]
