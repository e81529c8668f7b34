package object

import (
	"encoding/json"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/value"
)

// Merge is the demand on objects whose properties, at any depth, are copied into
// another object. Arguments: the object.
type Merge struct{}

// Kind is "merge".
func (Merge) Kind() string { return "merge" }

// Check finds objects of somebody else's: they may have the property __proto__.
func (Merge) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	out := condition(args[0], 0)
	for i := range out {
		out[i].Context, out[i].Reason = "object", "may have the property __proto__, the prototype of all objects"
	}
	return out
}

// Attacks bring the property.
func (Merge) Attacks(demand.Violation) []string {
	return []string{`{"__proto__":{"polluted":"yes"}}`}
}

// Broken reports that the property arrived.
func (Merge) Broken(benign, attacked []any, _ string) (bool, string) {
	if len(benign) == 0 || len(attacked) == 0 || holds(benign[0], 0) || !holds(attacked[0], 0) {
		return false, ""
	}
	return true, "properties of the prototype of all objects are written"
}

// holds: an object, or one written as JSON, has the property at some depth.
func holds(v any, depth int) bool {
	if depth > maxDepth {
		return false
	}
	switch x := v.(type) {
	case string:
		var table map[string]json.RawMessage
		_ = json.Unmarshal([]byte(x), &table) // no JSON: no table
		_, own := table[prototype]
		return own
	case *value.MapValue:
		if x == nil {
			return false
		}
		for _, k := range x.Keys {
			if k == prototype || holds(x.Vals[k], depth+1) {
				return true
			}
		}
	}
	return false
}
