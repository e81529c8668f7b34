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
	return demand.Told(condition(args[0], 0), "object", "may have the property __proto__, the prototype of all objects")
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

// Assign is the demand on records that are stored (CWE-915). Arguments: the record. It
// is broken when a record as a whole is somebody else's: then they name its fields.
type Assign struct{}

// Kind is "assign".
func (Assign) Kind() string { return "assign" }

// Check finds records of which the program named no field.
func (Assign) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 || args[0].Labels == 0 || len(args[0].Vals) > 0 || len(args[0].Items) > 0 || args[0].Kind&value.Map == 0 {
		return nil
	}
	return []demand.Violation{{Labels: args[0].Labels, Context: "record", Reason: "may have fields that were not asked for"}}
}

// Settings is the demand on what a template is given (CWE-73, CWE-915): engines take settings of
// their own from the same object. Arguments: the object.
type Settings struct{ Assign }

// Kind is "template.settings".
func (Settings) Kind() string { return "template.settings" }

// Check finds objects of which the program named no property.
func (d Settings) Check(args []value.Abs) []demand.Violation {
	return demand.Told(d.Assign.Check(args), "settings", "may have properties that the engine takes for settings")
}

const chosen = "isAdmin"

// Attacks bring a field that no form has.
func (Assign) Attacks(demand.Violation) []string { return []string{`{"` + chosen + `":true}`} }

// Broken reports that the field arrived.
func (Assign) Broken(benign, attacked []any, _ string) (bool, string) {
	if len(benign) == 0 || len(attacked) == 0 || field(benign[0]) || !field(attacked[0]) {
		return false, ""
	}
	return true, "the record has the field " + chosen + " that only the attacker named"
}

// field: the record, or one written as JSON, has the field.
func field(v any) bool {
	switch x := v.(type) {
	case string:
		var table map[string]json.RawMessage
		_ = json.Unmarshal([]byte(x), &table) // no JSON: no table
		_, own := table[chosen]
		return own
	case *value.MapValue:
		if x != nil {
			_, own := x.Vals[chosen]
			return own
		}
	}
	return false
}
