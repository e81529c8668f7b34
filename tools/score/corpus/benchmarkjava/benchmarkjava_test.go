package benchmarkjava

import (
	"testing"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

const dir = "src/main/java/org/owasp/benchmark/testcode/"

func TestCorpus(t *testing.T) {
	checkout := map[string]string{
		"expectedresults-1.2.csv": "# test name, category, real vulnerability, cwe, version\nBenchmarkTest00001,pathtraver,true,22\n" +
			"BenchmarkTest00002,sqli,false,89\nBenchmarkTest00004,sqli,true,89\nBenchmarkTest00006,gone,true,89\n",
		dir + "BenchmarkTest00001.java":                        "class A {}",
		dir + "BenchmarkTest00002.java":                        "class B {}",
		dir + "BenchmarkTest00004.java":                        "class C {}",
		"src/main/java/org/owasp/benchmark/helpers/Utils.java": "class U {}",
	}
	two := "BenchmarkTest00002 good CWE-89 " + dir + "BenchmarkTest00002.java"
	four := "BenchmarkTest00004 bad CWE-89 " + dir + "BenchmarkTest00004.java"
	one := "BenchmarkTest00001 bad CWE-22 " + dir + "BenchmarkTest00001.java"
	corpustest.Run(t, Corpus, checkout, corpus.Tune, two, four)
	corpustest.Run(t, Corpus, checkout, corpus.Judge, one)
	corpustest.Run(t, Corpus, checkout, corpus.All, one, two, four)
}
