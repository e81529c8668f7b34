package codeql

import (
	"fmt"
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

// The tags of the queries that a place names, or of all of its test's, are its classes too.
func TestTags(t *testing.T) {
	const dir = "cpp/ql/test/query-tests/Security/CWE/CWE-190/semmle/"
	checkout := map[string]string{
		dir + "A.qlref":                        "query: Security/CWE/CWE-190/A.ql\npostprocess: utils/test/InlineExpectationsTestQuery.ql\n",
		dir + "B.qlref":                        "Security/CWE/CWE-190/B.ql\n",
		dir + "Gone.qlref":                     "Security/CWE/CWE-190/Gone.ql\n",
		"cpp/ql/src/Security/CWE/CWE-190/A.ql": "/**\n * @id cpp/a\n * @tags security\n *       external/cwe/cwe-190\n *       external/cwe/cwe-789\n */\nimport cpp // external/cwe/cwe-1\n",
		"cpp/ql/src/Security/CWE/CWE-190/B.ql": "/**\n * @id cpp/b\n * @tags external/cwe/cwe-020\n */\n",
		dir + "t.c":                            "a(); // $ Alert\nb(); // $ Alert[cpp/a]\nc(); // $ Alert[cpp/b, cpp/x]\n",
	}
	labels, err := Cpp.Load(files(checkout), corpus.Tune)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range labels.Labels {
		got = append(got, fmt.Sprint(l.CWE))
	}
	if s := strings.Join(got, " "); s != "[190 20 789] [190 789] [190 20]" {
		t.Errorf("classes %s", s)
	}
}

func files(all map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range all {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
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
