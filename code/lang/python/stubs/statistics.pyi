import prunella


def mean(data) -> float: return prunella.clean()
def median(data) -> float: return prunella.clean()
def stdev(data, xbar=None) -> float: return prunella.clean()
