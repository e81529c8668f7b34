package twin

import "github.com/prunella/prunella/code/value"

type mapValue = value.MapValue

// A copier copies values so that what was one is one in the copy. It fails on
// values that hold something of the machine they were made on.
type copier struct {
	seen   map[any]any
	failed bool
	made   func(old, fresh *mapValue) // told of each map that is copied
}

func newCopier() *copier { return &copier{seen: map[any]any{}} }

func (c *copier) value(v any) any {
	switch v := v.(type) {
	case nil, bool, int64, float64, string, value.BytesValue, *Module:
		return v
	case *native:
		c.failed = true
		return v
	}
	if known, ok := c.seen[v]; ok {
		return known
	}
	return c.fresh(v)
}

// fresh copies a value that was not met before; the copy is known before its
// parts are, since values may hold each other.
func (c *copier) fresh(v any) any {
	switch v := v.(type) {
	case *Object:
		out := *v
		c.seen[v] = &out
		out.Fields = c.fields(v.Fields)
		return &out
	case *Closure:
		out := *v
		c.seen[v] = &out
		out.cells, out.recv = c.values(v.cells), c.value(v.recv)
		return &out
	case *Cell:
		out := &Cell{}
		c.seen[v] = out
		out.v = c.value(v.v)
		return out
	case *place:
		out := &place{name: v.name}
		c.seen[v] = out
		out.base, out.key = c.value(v.base), c.value(v.key)
		return out
	case *TypeValue:
		return c.typeValue(v)
	case *Named:
		out := &Named{Type: v.Type}
		c.seen[v] = out
		out.v = c.value(v.v)
		return out
	case *Unknown:
		return c.unknown(v)
	case *Lazy:
		out := *v
		c.seen[v] = &out
		return &out
	case *value.ListValue:
		out := &value.ListValue{Tuple: v.Tuple, Set: v.Set}
		c.seen[v] = out
		out.Items = c.values(v.Items)
		return out
	case *value.MapValue:
		return c.mapping(v)
	}
	c.failed = true
	return v
}

func (c *copier) typeValue(t *TypeValue) *TypeValue {
	if known, ok := c.seen[t].(*TypeValue); ok {
		return known
	}
	out := &TypeValue{Name: t.Name, decl: t.decl}
	c.seen[t] = out
	out.fields = c.fields(t.fields)
	return out
}

func (c *copier) unknown(u *Unknown) *Unknown {
	if u == nil {
		return nil
	}
	if known, ok := c.seen[u].(*Unknown); ok {
		return known
	}
	out := *u
	c.seen[u] = &out
	out.fields = c.fields(u.fields)
	out.not, out.of = c.unknown(u.not), c.unknown(u.of)
	out.equals, out.known = c.value(u.equals), c.value(u.known)
	return &out
}

func (c *copier) mapping(m *value.MapValue) *value.MapValue {
	out := &value.MapValue{Keys: append([]any(nil), m.Keys...), Vals: make(map[any]any, len(m.Vals)), Bare: m.Bare}
	c.seen[m] = out
	if c.made != nil {
		c.made(m, out)
	}
	for k, v := range m.Vals {
		out.Vals[k] = c.value(v)
	}
	return out
}

func (c *copier) values(vs []any) []any {
	if vs == nil {
		return nil
	}
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = c.value(v)
	}
	return out
}

func (c *copier) fields(fs map[string]any) map[string]any {
	if fs == nil {
		return nil
	}
	out := make(map[string]any, len(fs))
	for k, v := range fs {
		out[k] = c.value(v)
	}
	return out
}
