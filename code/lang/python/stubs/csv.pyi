import prunella

QUOTE_ALL = 1
QUOTE_MINIMAL = 0
QUOTE_NONNUMERIC = 2


class Error(Exception): ...


class writer:
    def __init__(self, csvfile, dialect="excel", **options):
        self.file = csvfile
    def writerow(self, row): self.file.write(prunella.unknown(row))
    def writerows(self, rows): self.file.write(prunella.unknown(rows))


class DictWriter:
    def __init__(self, f, fieldnames, **options):
        self.file = f
    def writeheader(self): ...
    def writerow(self, row): self.file.write(prunella.unknown(row))
    def writerows(self, rows): self.file.write(prunella.unknown(rows))


def line(f):
    for x in f:
        return x


def reader(csvfile, dialect="excel", **options): return [[prunella.unknown(line(csvfile))]]


class DictReader:
    def __init__(self, f, fieldnames=None, **options):
        self.file = f
    @property
    def fieldnames(self) -> list: return [prunella.unknown(line(self.file))]
    def __iter__(self): return [row(line(self.file))]


def row(text) -> dict: return prunella.unknown(text)
