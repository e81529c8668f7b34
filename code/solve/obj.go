package solve

import (
	"sort"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
)

// An obj is the content of one abstract object. Like a val it is never changed:
// a write makes a new one.
type obj struct {
	kind  objKind
	typ   *ir.Type     // declared type, or nil
	decl  *ir.TypeDecl // of a struct, class or named container
	set   bool         // a list that is a set
	lazy  bool         // what was never written is an unknown of its declared type
	rough bool         // some of the named parts may be absent
	bare  bool         // a map without a prototype
	whole bool         // made behind a pointer: storing the pointer copies nothing
	many  bool         // stands for several objects: writes are weak
	names []string     // fields; for maps constant keys ("s:name", "i:3"); sorted
	vals  []*val
	items []*val      // lists: the elements from 0
	rest  *val        // any other element or field; nil: there is none
	key   *val        // maps: the keys that are no constants
	proto *val        // the prototype of all objects, reached by a key that may be its name
	label text.Labels // what the unknown parts carry
	tr    *trace
}

type objKind uint8

const (
	aStruct objKind = iota
	aList
	aMap
	aCell
)

// maxItems bounds how many elements a list keeps apart.
const maxItems = 48

func (o *obj) find(name string) (int, bool) {
	if len(o.names) < 8 {
		for i, n := range o.names {
			if n >= name {
				return i, n == name
			}
		}
		return len(o.names), false
	}
	i := sort.SearchStrings(o.names, name)
	return i, i < len(o.names) && o.names[i] == name
}

func (o *obj) field(name string) *val {
	if i, ok := o.find(name); ok {
		return o.vals[i]
	}
	return nil
}

// put returns o with the named part replaced.
func (o *obj) put(name string, v *val) *obj {
	c := *o
	i, ok := o.find(name)
	if ok {
		c.vals = append([]*val(nil), o.vals...)
		c.vals[i] = v
		return &c
	}
	if len(o.names) >= 4*maxItems { // a table filled by a long program
		c.rest = join(c.rest, v)
		return &c
	}
	c.names = append(append(append(make([]string, 0, len(o.names)+1), o.names[:i]...), name), o.names[i:]...)
	c.vals = append(append(append(make([]*val, 0, len(o.vals)+1), o.vals[:i]...), v), o.vals[i:]...)
	return &c
}

// drop returns o without the named part.
func (o *obj) drop(name string) *obj {
	i, ok := o.find(name)
	if !ok {
		return o
	}
	c := *o
	c.names = append(append([]string(nil), o.names[:i]...), o.names[i+1:]...)
	c.vals = append(append([]*val(nil), o.vals[:i]...), o.vals[i+1:]...)
	return &c
}

// blur returns o with v possibly stored under any name or index.
func (o *obj) blur(key, v *val) *obj {
	c := *o
	c.rest = join(o.rest, v)
	if key != nil {
		c.key = join(o.key, key)
	}
	return &c
}

// all joins every part of o.
func (o *obj) all() *val {
	out := o.rest
	for _, v := range o.vals {
		out = join(out, v)
	}
	for _, v := range o.items {
		out = join(out, v)
	}
	return out
}

// combine is how two contents become one at a join of states; both decides on values, of
// a and of b in this order, nil where a side has none (a loop head passes widen).
func combine(a, b *obj, both func(x, y *val) *val) *obj {
	c := *a
	c.many, c.whole, c.bare = a.many || b.many, a.whole || b.whole, a.bare && b.bare
	c.label |= b.label
	if c.tr == nil {
		c.tr = b.tr
	}
	c.lazy, c.rough = a.lazy || b.lazy, a.rough || b.rough
	if a.rest != b.rest {
		c.rest = both(a.rest, b.rest)
	}
	if a.key != b.key {
		c.key = both(a.key, b.key)
	}
	if a.proto != b.proto {
		c.proto = eitherKey(a.proto, b.proto)
	}
	combineNames(&c, a, b, both)
	combineItems(&c, a, b, both)
	return &c
}

// combineNames keeps a part that only one side wrote as possibly absent: an
// absent part of the other side is nil, which the reader takes for "maybe the
// default".
func combineNames(c, a, b *obj, both func(x, y *val) *val) {
	if sameStrings(a.names, b.names) {
		c.vals = make([]*val, len(a.vals))
		for i := range a.vals {
			if c.vals[i] = a.vals[i]; a.vals[i] != b.vals[i] {
				c.vals[i] = both(a.vals[i], b.vals[i])
			}
		}
		return
	}
	c.names, c.vals, c.rough = nil, nil, true
	for i, j := 0, 0; i < len(a.names) || j < len(b.names); {
		switch {
		case j >= len(b.names) || i < len(a.names) && a.names[i] < b.names[j]:
			c.names, c.vals = append(c.names, a.names[i]), append(c.vals, both(a.vals[i], b.missing()))
			i++
		case i >= len(a.names) || a.names[i] > b.names[j]:
			c.names, c.vals = append(c.names, b.names[j]), append(c.vals, both(a.missing(), b.vals[j]))
			j++
		default:
			c.names, c.vals = append(c.names, a.names[i]), append(c.vals, both(a.vals[i], b.vals[j]))
			i, j = i+1, j+1
		}
	}
}

// missing is what a part reads as that was never written.
func (o *obj) missing() *val {
	if o.rest != nil {
		return o.rest
	}
	if o.lazy {
		return &val{kind: anyVal.kind, lo: minInt, hi: maxInt, str: labelText(anyText, o.label), labels: o.label, tr: o.tr}
	}
	if o.kind == aMap {
		return nil
	}
	return nilVal
}

func combineItems(c, a, b *obj, both func(x, y *val) *val) {
	n := min(len(a.items), len(b.items))
	c.items = nil
	for i := 0; i < n; i++ {
		c.items = append(c.items, both(a.items[i], b.items[i]))
	}
	for _, v := range a.items[n:] {
		c.rest = join(c.rest, both(v, nil))
	}
	for _, v := range b.items[n:] {
		c.rest = join(c.rest, both(nil, v))
	}
}

func sameStrings(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) > 0 && &a[0] == &b[0] {
		return true
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
