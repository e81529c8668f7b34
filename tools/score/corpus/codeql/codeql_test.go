package codeql

import (
	"testing"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

func TestInline(t *testing.T) {
	const dir = "java/ql/test/query-tests/security/CWE-022/semmle/tests/"
	checkout := map[string]string{
		dir + "TaintedPath.qlref":    "query: Security/CWE/CWE-022/TaintedPath.ql\n",
		dir + "TaintedPath.expected": "#select\n| T.java:9:1:9:2 | x | a | b | c |\n",
		dir + "T.java": "a(); // $ Source\nb(); // $ Alert\nc(); // $ SPURIOUS: Alert\nd(); // $ MISSING: Alert // BAD\ne(); // $ Alert[java/zipslip] Sink\n" +
			"f(); // $ ir MISSING: ast\ng(); // $ hasTaintFlow=y\n",
		"java/ql/test/query-tests/security/CWE-022/semmle/other/U.java": "no test is above it\n",
	}
	file := dir + "T.java"
	corpustest.Run(t, Java, checkout, corpus.Tune,
		file+":0002 bad CWE-22 "+file+":2",
		file+":0003 good CWE-22 "+file+":3",
		file+":0004 bad CWE-22 "+file+":4",
		file+":0005 bad CWE-22 "+file+":5",
		file+":0007 bad CWE-22 "+file+":7")
}

func TestTable(t *testing.T) {
	const dir = "python/ql/test/query-tests/Security/CWE-089-SqlInjection/"
	checkout := map[string]string{
		dir + "SqlInjection.qlref":    "Security/CWE-089/SqlInjection.ql\n",
		dir + "SqlInjection.expected": "edges\n| a.py:1:1:1:2 | a.py:2:1:2:2 | |\n#select\n| a.py:2:1:2:2 | q | a.py:1:1:1:2 | q | text |\n| gone.py:2:1:2:2 | q |\nsubpaths\n",
		dir + "a.py":                  "q = input()\nrun(q)\n",
	}
	corpustest.Run(t, Python, checkout, corpus.Tune, dir+"a.py:0002 bad CWE-89 "+dir+"a.py:2")
}
