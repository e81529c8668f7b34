package securibench

import (
	"testing"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

func TestCorpus(t *testing.T) {
	const file = "src/securibench/micro/basic/Basic1.java"
	checkout := map[string]string{
		file: "class Basic1 {\n  void f() {\n    w.println(s); /* BAD */\n    st.execute(q);  /* OK */\n    f = new FileWriter(s); /*BAD*/\n    w.println(1);\n  }\n}\n",
	}
	corpustest.Run(t, Corpus, checkout, corpus.Tune,
		"basic/Basic1.java:003 bad CWE-79 "+file+":3",
		"basic/Basic1.java:004 good CWE-89 "+file+":4",
		"basic/Basic1.java:005 bad CWE-22 "+file+":5")
}
