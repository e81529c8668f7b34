package codeql

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

func TestInline(t *testing.T) {
	const dir = "java/ql/test/query-tests/security/CWE-022/semmle/tests/"
	checkout := map[string]string{
		dir + "TaintedPath.qlref":    "query: Security/CWE/CWE-022/TaintedPath.ql\n",
		dir + "TaintedPath.expected": "#select\n| T.java:9:1:9:2 | x | a | b | c |\n",
		dir + "T.java": "a(); // $ Source\nb(); // $ Alert\nc(); // $ SPURIOUS: Alert\nd(); // $ MISSING: Alert // BAD\ne(); // $ Alert[java/zipslip] Sink\n" +
			"f(); // $ ir MISSING: ast\ng(); // $ hasTaintFlow=y\n// Deprecated: h(); // $ Alert\n",
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

func TestSourcesGetBodies(t *testing.T) {
	const dir = "java/ql/test/query-tests/security/CWE-117/"
	checkout := fstest.MapFS{}
	for name, text := range map[string]string{
		dir + "T.qlref":   "query: Security/CWE/CWE-117/LogInjection.ql\n",
		dir + "T.ext.yml": "extensions:\n  - addsTo:\n      extensible: sourceModel\n    data:\n      - [\"p\", \"T\", False, \"source\", \"()\", \"\", \"ReturnValue\", \"remote\", \"manual\"]\n",
		dir + "T.java":    "class T {\n  public Object source() {\n    return null;\n  }\n  void a() {\n    log(source()); // $ Alert\n  }\n}\n",
	} {
		checkout[name] = &fstest.MapFile{Data: []byte(text)}
	}
	labels, err := Java.Load(checkout, corpus.Tune)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := Java.Tree(checkout, labels)
	if err != nil {
		t.Fatal(err)
	}
	got := string(tree[dir+"T.java"])
	if !strings.Contains(got, `return _request.getParameter("x");`) || strings.Count(got, "\n") != 8 {
		t.Errorf("the source has no body, or lines moved:\n%s", got)
	}
}
