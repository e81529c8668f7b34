package gosec

import (
	"testing"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

func TestCorpus(t *testing.T) {
	checkout := map[string]string{
		"issue/issue.go": "package issue\n\nvar ruleToCWE = map[string]string{\n\t\"G201\": \"89\",\n}\n",
		"testutils/g201_samples.go": "package testutils\n\nvar SampleCodeG201 = []CodeSample{\n\t{[]string{`package a`, \"package \" + \"b\"}, 1, gosec.NewConfig()},\n" +
			"\t{Code: []string{`package c`}, Errors: 0, Config: nil},\n}\n",
		"testutils/g999_samples.go": "package testutils\n\nvar SampleCodeG999 = []CodeSample{{[]string{`package d`}, 1, nil}}\n",
	}
	corpustest.Run(t, Corpus, checkout, corpus.Tune,
		"G201/000 bad CWE-89 G201/000/file0.go G201/000/file1.go",
		"G201/001 good CWE-89 G201/001/file0.go")
}
