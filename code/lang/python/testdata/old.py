#!/usr/bin/env python2
# Python 2: print and exec are statements, handlers have commas.
import urllib2, commands
print "hello", u"world" % 3,
exec "x = 1" in {}
try:
    data = raw_input()
except EOFError, e:
    print >>sys.stderr, e
    raise ValueError, "no"
mode = 0644
big = 10L
if data <> "x":
    print `data`
def f((a, b), c): return a
