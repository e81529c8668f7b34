"""Python 2."""
import subprocess


def getoutput(cmd) -> str: return subprocess.getoutput(cmd)
def getstatusoutput(cmd) -> tuple: return subprocess.getstatusoutput(cmd)
