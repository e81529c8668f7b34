package program

import (
	"testing"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

func TestCorpus(t *testing.T) {
	checkout := map[string]string{
		"shop/testdata/truth.json": `{"program": "shop", "items": [
			{"id": "b", "cwe": "CWE-89", "kind": "flaw", "file": "db.go", "marker": "Query(q"},
			{"id": "a", "cwe": "CWE-89", "kind": "safe", "file": "db.go", "marker": "Query(q", "source": {"file": "web.go", "marker": "name"}}]}`,
		"shop/db.go":  "package db\n\nvar x = Query(q)\nvar y = Query(q,\n\t1)\n",
		"shop/web.go": "package web // name\n",
	}
	corpustest.Run(t, Corpus, checkout, corpus.Tune, "a good CWE-89 shop/db.go:3 shop/db.go:4", "b bad CWE-89 shop/db.go:3 shop/db.go:4")
}
