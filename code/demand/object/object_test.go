package object

import (
	"testing"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// TestConditions: what may be an object is a violation, what is text is data.
func TestConditions(t *testing.T) {
	anything := value.Abs{Kind: value.Unknown, Str: text.Top(1, 0), Labels: 1}
	words := value.Abs{Kind: value.Str, Str: text.Top(1, 0), Labels: 1}
	for _, c := range []struct {
		name string
		arg  value.Abs
		want int
	}{
		{"anything", anything, 1},
		{"a text", words, 0},
		{"a field that is anything", value.Abs{Kind: value.Map, Labels: 1, Keys: []string{"name"}, Vals: []value.Abs{anything}}, 1},
		{"a field that is text", value.Abs{Kind: value.Map, Labels: 1, Keys: []string{"name"}, Vals: []value.Abs{words}}, 0},
	} {
		if got := len(NoSQL{}.Check([]value.Abs{c.arg})); got != c.want {
			t.Errorf("%s: %d violations, want %d", c.name, got, c.want)
		}
	}
}

// TestOracles: only what the attacker brought counts.
func TestOracles(t *testing.T) {
	own := &value.MapValue{Keys: []any{"age"}, Vals: map[any]any{"age": &value.MapValue{Keys: []any{"$gt"}, Vals: map[any]any{"$gt": int64(3)}}}}
	theirs := &value.MapValue{Keys: []any{"age"}, Vals: map[any]any{"age": &value.MapValue{Keys: []any{"$ne"}, Vals: map[any]any{"$ne": nil}}}}
	if broken, _ := (NoSQL{}).Broken([]any{own}, []any{own}, ""); broken {
		t.Error("the program's own operator is no attack")
	}
	if broken, _ := (NoSQL{}).Broken([]any{own}, []any{theirs}, ""); !broken {
		t.Error("another operator is one")
	}
	if broken, _ := (Proto{}).Broken([]any{"name"}, []any{"__proto__.x"}, ""); !broken {
		t.Error("the prototype's name is not seen")
	}
	if broken, _ := (Merge{}).Broken([]any{own}, []any{`{"__proto__":{}}`}, ""); !broken {
		t.Error("the prototype's name in a document is not seen")
	}
	if broken, _ := (Merge{}).Broken([]any{own}, []any{theirs}, ""); broken {
		t.Error("an object without it is data")
	}
}
