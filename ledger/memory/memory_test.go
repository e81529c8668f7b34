package memory_test

import (
	"testing"

	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
)

func TestProve(t *testing.T) {
	log, err := memory.New(memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := record.New(record.By{Kind: record.Tool, Name: "t"}, record.Body{Evidence: &record.Evidence{Type: "a", Data: []byte(`{"b":1, "a":[]}`)}}, []record.Ref{"repo:x"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	e, err := log.Append(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	p, err := log.Prove(t.Context(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Verify(e.ID, log.Key()); err != nil {
		t.Fatal(err)
	}
}
