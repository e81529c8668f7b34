// Package object is the demand on values of languages in which a request's
// parameter may be an object: conditions of document stores (CWE-943) and names
// of properties that are written (CWE-1321).
//
// Arguments: nosql: the condition; what stands behind "$where" in it is code. proto: the name of the property, or its path.
// proto.key: one key on the way to the object that is written to.
// merge: the object whose properties are copied. assign: the record that is stored.
//
// A condition is broken when a value of somebody else's may be an object, for an
// object may hold operators ("$ne", "$where"). What is surely a text, a number or
// a truth value is data. A name is broken when it may be "__proto__".
package object

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/injected"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// NoSQL is the demand on conditions.
type NoSQL struct{}

// Proto is the demand on names of properties.
type Proto struct{}

// ProtoKey is the demand on single keys by which an object is reached that is then
// written to. Arguments: the key.
type ProtoKey struct{ Proto }

// Kind is "proto.key".
func (ProtoKey) Kind() string { return "proto.key" }

// Check finds keys of somebody else's that may be the prototype's name.
func (ProtoKey) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 || args[0].Labels == 0 {
		return nil
	}
	v := demand.Violation{Labels: args[0].Labels, Context: "key", Reason: "may be __proto__, the prototype of all objects"}
	if args[0].Kind&value.Str == 0 {
		return nil
	}
	for _, seq := range args[0].Str.Alts {
		one := text.Str{Alts: []text.Seq{seq}}
		if l := one.Labels(); l != 0 && one.Admits(prototype) != text.Never {
			v.Labels, v.Seq = l, seq
			if h, ok := one.Hole(); ok {
				v.Hole = h
			}
			return []demand.Violation{v}
		}
	}
	return nil
}

// Kind is "nosql".
func (NoSQL) Kind() string { return "nosql" }

// Kind is "proto".
func (Proto) Kind() string { return "proto" }

const maxDepth = 4

// Check finds values that may be objects of somebody else's.
func (NoSQL) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	return condition(args[0], 0)
}

func condition(a value.Abs, depth int) []demand.Violation {
	if depth > maxDepth {
		return nil
	}
	var out []demand.Violation
	for i, part := range append(append([]value.Abs(nil), a.Vals...), a.Items...) {
		if i < len(a.Keys) && a.Keys[i] == where {
			out = append(out, injected.Code{}.Check([]value.Abs{part})...)
			continue
		}
		if i < len(a.Keys) && compares[a.Keys[i]] {
			continue
		}
		out = append(out, condition(part, depth+1)...)
	}
	if len(a.Vals) > 0 || len(a.Items) > 0 || a.Labels == 0 || a.Kind&(value.Map|value.Object) == 0 {
		return out
	}
	return append(out, demand.Violation{Labels: a.Labels, Context: "condition", Reason: "may be an object with operators such as $ne"})
}

// compares are operators that take what is behind them as it is, objects too.
var compares = map[string]bool{"$eq": true, "$ne": true, "$gt": true, "$gte": true, "$lt": true, "$lte": true, "$in": true, "$nin": true}

// where names a condition that the store runs as JavaScript.
const where = "$where"

// Attacks are conditions that always hold.
func (NoSQL) Attacks(v demand.Violation) []string {
	if v.Context != "condition" {
		return injected.Code{}.Attacks(v)
	}
	return []string{`{"$ne":null}`, `{"$gt":""}`}
}

// Broken reports an operator that only the attacker wanted.
func (NoSQL) Broken(benign, attacked []any, input string) (bool, string) {
	if len(benign) == 0 || len(attacked) == 0 {
		return false, ""
	}
	if was, is := code(benign[0]), code(attacked[0]); was != nil && is != nil {
		if broken, how := (injected.Code{}).Broken([]any{was}, []any{is}, input); broken {
			return true, how
		}
	}
	had := operators(benign[0], 0)
	for _, op := range slices.Sorted(maps.Keys(operators(attacked[0], 0))) {
		if !had[op] {
			return true, "the condition has the operator " + op + " that only the attacker wanted"
		}
	}
	return false, ""
}

// code is what stands behind $where; nil without.
func code(v any) any {
	if m, ok := v.(*value.MapValue); ok && m != nil {
		return m.Vals[where]
	}
	return nil
}

func operators(v any, depth int) map[string]bool {
	out := map[string]bool{}
	if depth > maxDepth {
		return out
	}
	var parts []any
	switch x := v.(type) {
	case string: // a whole condition, written as JSON
		var table map[string]json.RawMessage
		if depth == 0 && json.Unmarshal([]byte(x), &table) == nil {
			for k := range table {
				if strings.HasPrefix(k, "$") {
					out[k] = true
				}
			}
		}
	case *value.MapValue:
		if x == nil {
			break
		}
		for _, k := range x.Keys {
			if s, ok := k.(string); ok && strings.HasPrefix(s, "$") {
				out[s] = true
				if compares[s] {
					continue
				}
			}
			parts = append(parts, x.Vals[k])
		}
	case *value.ListValue:
		if x != nil {
			parts = x.Items
		}
	}
	for _, p := range parts {
		for op := range operators(p, depth+1) {
			out[op] = true
		}
	}
	return out
}

const prototype = "__proto__"

// Check finds names of somebody else's that may be that of the prototype.
func (Proto) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	a := args[0]
	if a.Kind&(value.Str|value.List) == 0 || a.Labels == 0 {
		return nil
	}
	for _, seq := range a.Str.Alts {
		for _, p := range seq {
			if p.Hole != nil && p.Hole.Labels != 0 && p.Hole.MayContain(prototype) {
				return []demand.Violation{{Labels: p.Hole.Labels, Context: "property", Reason: "may be __proto__, the prototype of all objects", Hole: p.Hole, Seq: seq}}
			}
		}
	}
	if a.Kind&value.List != 0 && len(a.Str.Alts) == 0 {
		return []demand.Violation{{Labels: a.Labels, Context: "property", Reason: "may be __proto__, the prototype of all objects", Seq: text.Seq{}}}
	}
	return nil
}

// Attacks name the prototype, alone and in a path.
func (Proto) Attacks(demand.Violation) []string {
	return []string{prototype, `{"__proto__":{"polluted":"yes"}}`, prototype + ".polluted", "/" + prototype + "/polluted", `["__proto__","polluted"]`}
}

// Broken reports that the prototype's name arrived.
func (Proto) Broken(benign, attacked []any, _ string) (bool, string) {
	if len(benign) == 0 || len(attacked) == 0 || names(benign[0]) || !names(attacked[0]) {
		return false, ""
	}
	return true, "a property of the prototype of all objects is written"
}

func names(v any) bool {
	switch x := v.(type) {
	case string:
		return x == prototype || strings.HasPrefix(x, prototype+".") || strings.HasPrefix(x, prototype+"[")
	case *value.ListValue:
		if x == nil {
			break
		}
		for _, i := range x.Items {
			if names(i) {
				return true
			}
		}
	case *value.MapValue:
		if x == nil {
			break
		}
		_, own := x.Vals[prototype]
		return own
	}
	return false
}
