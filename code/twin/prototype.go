package twin

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/value"
)

// protoName is the key of JavaScript's objects under which they have their
// prototype: for most that of all objects, machine.proto here.
const protoName = "__proto__"

// inheritedPart is base["__proto__"] in the program's own code.
func (m *machine) inheritedPart(base, key any) (any, bool) {
	if !m.sem.PropertyKeys || !m.inProject() || m.propertyKey(key) != protoName {
		return nil, false
	}
	switch x := base.(type) {
	case *value.MapValue:
		if _, own := x.Vals[protoName]; own || x.Bare {
			return nil, false
		}
	case *value.ListValue, *Lazy:
	default:
		return nil, false
	}
	if m.proto == nil {
		m.proto = newMap()
	}
	return m.proto, true
}

// propertyKey is the text that a key is read as: a list of one text is that text.
func (m *machine) propertyKey(key any) any {
	key = m.deref(key)
	if l, ok := key.(*value.ListValue); ok && len(l.Items) == 1 {
		key = m.deref(l.Items[0])
	}
	if l, ok := key.(*Lazy); ok {
		return m.lazyText(l)
	}
	return key
}

// writes tells of a write to an object: whether it is the prototype. Of writes to
// others the first in each place is told, to compare with.
func (m *machine) writes(in *ir.Instr, base any) {
	if !m.sem.PropertyKeys || !m.inProject() {
		return
	}
	name := ""
	if mv, ok := m.deref(base).(*value.MapValue); ok && mv == m.proto && m.proto != nil {
		name = protoName
	} else if m.written[in] || m.proto != nil {
		return
	}
	if m.written == nil {
		m.written = map[*ir.Instr]bool{}
	}
	m.written[in] = true
	m.sink([]any{sinkProto, name})
}

// sinkProto is the demand on the key by which an object is reached that is written to.
const sinkProto = "proto.key"

// setsPrototype tells the write of an object's own "__proto__", which sets its
// prototype and no property.
func (m *machine) setsPrototype(base *value.MapValue, key any) bool {
	return m.sem.PropertyKeys && !base.Bare && key == protoName && m.inProject()
}
