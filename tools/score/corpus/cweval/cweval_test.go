package cweval

import (
	"testing"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

func TestCorpus(t *testing.T) {
	checkout := map[string]string{
		"benchmark/core/py/cwe_022_0_task.py":    "def read(a):\n    return a\n",
		"benchmark/core/py/cwe_022_0_test.py":    "import os\n\ndef read_unsafe(\n    a,\n) -> str:\n    return a\n\n\nX = 1\n",
		"benchmark/core/c/cwe_078_0_c_task.c":    "int f() { }\n",
		"benchmark/core/c/cwe_078_0_c_unsafe.c":  "int f() { }\n",
		"benchmark/core/c/cwe_078_0_c_test.py":   "import os\n",
		"benchmark/core/go/cwe_078_0_go_task.go": "package a\n",
	}
	corpustest.Run(t, Corpus, checkout, corpus.Tune,
		"core/c/cwe_078_0_c_task.c good CWE-78 benchmark/core/c/cwe_078_0_c_task.c",
		"core/c/cwe_078_0_c_unsafe.c bad CWE-78 benchmark/core/c/cwe_078_0_c_unsafe.c",
		"core/py/cwe_022_0_task.py good CWE-22 benchmark/core/py/cwe_022_0_task.py",
		"core/py/cwe_022_0_test.py bad CWE-22 benchmark/core/py/cwe_022_0_test.py:3-6")
}
