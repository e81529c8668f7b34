"""Reports: counting, packing and small calculations."""

import ast
import operator
import os
import shlex
import subprocess

from .documents import folder, scratch

REMOVED = str.maketrans("", "", ";&|<>'\"")
OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


class Packing:
    """A request to pack the letters into an archive."""

    def __init__(self, title):
        self.title = os.path.basename(title.translate(REMOVED).replace(" ", "-"))

    def command(self):
        return f"tar -czf reports/{self.title}.tar.gz letters"

    def run(self):
        done = subprocess.run(self.command(), shell=True, cwd=folder(""), capture_output=True, timeout=30)
        return {"name": f"{self.title}.tar.gz", "ok": done.returncode == 0}


def count_words(text):
    """Count the words of a text with wc."""
    path = scratch(text)
    try:
        done = subprocess.run(["wc", "-w", "--", path], capture_output=True, text=True, timeout=30, check=True)
        return int(done.stdout.split()[0])
    finally:
        os.unlink(path)


def matching_letters(word):
    """Return the names of the letters that have a word."""
    command = "grep -rlF -e " + shlex.quote(word) + " letters | sort"
    done = subprocess.run(command, shell=True, cwd=folder(""), capture_output=True, text=True, timeout=30)
    return done.stdout.split()


def free_space():
    return subprocess.run("df -P . | tail -n 1", shell=True, cwd=folder(""), capture_output=True, text=True,
                          timeout=30).stdout.strip()


def dose(factor, weight):
    """Return the dose for a weight; the factor is written as 0.5 or 2."""
    return weight * eval(factor, {"__builtins__": {}})


def combine(sign, left, right):
    if sign not in OPERATORS:
        raise LookupError(sign)
    return OPERATORS[sign](left, right)


def table(text):
    """Return a list of numbers written as a Python list."""
    return [float(value) for value in ast.literal_eval(text)]
