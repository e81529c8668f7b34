package ops

import (
	"bufio"
	"os"
	"testing"

	"github.com/prunella/prunella/code/value"
)

// What CPython 3.11 gives: operation, arguments, result.
func TestConcreteReadingsAgreeWithCPython(t *testing.T) {
	f, err := os.Open("testdata/python.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		row, err := decodeJSON(lines.Text())
		if err != nil {
			t.Fatal(err)
		}
		cells := row.(*value.ListValue).Items
		op, ok := Lookup(cells[0].(string))
		if !ok {
			t.Fatalf("no operation %v", cells[0])
		}
		args := cells[1].(*value.ListValue).Items
		want := cells[2]
		got, err := op.Concrete(args)
		if l, ok := got.(*value.ListValue); ok {
			l.Tuple = false
		}
		if err != nil || repr(got) != repr(want) {
			t.Errorf("%s(%s) = %s, %v; want %s", op.Name, showAll(args), repr(got), err, repr(want))
		}
	}
}
