package ir_test

import (
	"slices"
	"testing"

	"github.com/prunella/prunella/code/ir"
)

// A walk meets every instruction once, also those of handlers, and ends when its
// reader has seen enough.
func TestAll(t *testing.T) {
	try := ir.Instr{Op: ir.Try, Name: "try", Aux: &ir.Aux{
		Blocks:   []ir.Block{{{Name: "body"}}, nil, {{Name: "finally"}}},
		Handlers: []ir.Handler{{Body: ir.Block{{Name: "handler"}}}},
	}}
	code := ir.Block{{Name: "first"}, try, {Name: "last"}}
	var met []string
	for in := range code.All() {
		met = append(met, in.Name)
	}
	if want := []string{"first", "try", "body", "finally", "handler", "last"}; !slices.Equal(met, want) {
		t.Errorf("met %v, want %v", met, want)
	}
	for in := range code.All() {
		if in.Name == "last" {
			t.Error("went on after it was left")
		}
		if in.Name == "handler" {
			break
		}
	}
}
