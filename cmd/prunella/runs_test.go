package main

import (
	"encoding/json"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
)

// A run that comes to what an earlier one came to, after one that came to something
// else, says nothing new; it is still told what it came to itself.
func TestRunThatComesBack(t *testing.T) {
	log, err := memory.New(memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tree, err := log.Append(t.Context(), record.Statement{By: tool("tree"), Body: record.Body{Evidence: &record.Evidence{Type: code.TreeEvidence, Data: []byte(`{}`)}}})
	if err != nil {
		t.Fatal(err)
	}
	var digests []record.Digest
	for _, findings := range []int{3, 4, 3} {
		scan := record.Scan{Findings: findings, Notes: record.Notes{Partial: []string{"cut off"}, Notes: []record.Note{{File: "a.go", Text: "a note"}}}}
		data, err := json.Marshal(scan)
		if err != nil {
			t.Fatal(err)
		}
		said := record.Statement{By: tool("code"), Cites: []record.ID{tree.ID}, Body: record.Body{Evidence: &record.Evidence{Type: code.ScanEvidence, Data: data}}}
		if _, err := log.Append(t.Context(), said); err != nil {
			t.Fatal(err)
		}
		digests = append(digests, scan.Digest())
	}
	for _, c := range []struct {
		why    string
		digest record.Digest
		want   int
	}{
		{"the run that came back", digests[2], 3},
		{"the one between", digests[1], 4},
		{"nobody knows which", "", 4},
		{"the one that is meant is not there", record.Sum([]byte("gone")), 4},
	} {
		scan, err := scanOf(t.Context(), log, tree, c.digest)
		if err != nil {
			t.Fatal(err)
		}
		if scan.Findings != c.want {
			t.Errorf("%s: %d findings, want %d", c.why, scan.Findings, c.want)
		}
	}
}
