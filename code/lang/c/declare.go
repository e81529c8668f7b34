package c

import (
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// declareAll notes the types, functions and variables that a file or namespace
// declares, so that they are known wherever they are used.
func (l *lowerer) declareAll(id syntax.ID, top bool) {
	for k := l.t.Nodes[id].First; k != 0; k = l.t.Nodes[k].Next {
		l.declareOne(k)
	}
}

func (l *lowerer) declareOne(k syntax.ID) {
	n := &l.t.Nodes[k]
	if l.modelled(n) {
		return
	}
	switch n.Kind {
	case syntax.Group:
		l.declareAll(k, false)
	case syntax.Namespace:
		l.within(n.Text, func() { l.declareAll(k, false) })
	case syntax.Using:
		l.usingName(n)
	case syntax.TStruct, syntax.TEnum:
		l.typeOf(k)
	case syntax.Func:
		t := l.typeOf(n.First)
		l.declareFunc(n.Text, t, n.Flags)
	case syntax.Decl:
		t := l.typeOf(n.First)
		switch {
		case n.Flags&syntax.FlagTypedef != 0:
			l.names[l.path(n.Text)] = &symbol{kind: sType, typ: outcome(n.Text, t)}
		case t.kind == tFunc:
			l.declareFunc(n.Text, t, n.Flags)
		default:
			l.declareGlobal(k, n, t)
		}
	}
}

// modelled reports what a file declares of the standard library itself, where the models
// have it: programs may add nothing to namespace std (C++20, [namespace.std]), so it is the
// library's.
func (l *lowerer) modelled(n *syntax.Node) bool {
	if l.stub || len(l.space) != 1 || l.space[0] != "std" || n.Text == "" {
		return false
	}
	switch n.Kind {
	case syntax.TStruct, syntax.Func, syntax.Decl:
		return l.base.names["std."+dots(n.Text)] != nil
	}
	return false
}

// usingName: "using namespace a;", "using a::b;".
func (l *lowerer) usingName(n *syntax.Node) {
	name := dots(n.Text)
	if n.Flags&syntax.FlagGlobal == 0 {
		l.using = append(l.using, name)
	} else if s := l.lookup(name); s != nil && s.kind != sLocal && strings.Contains(name, ".") {
		l.declare(l.path(lastPart(name)), s)
	}
}

func (l *lowerer) within(name string, do func()) {
	if name == "" {
		do()
		return
	}
	n := len(l.space)
	l.space = append(l.space, strings.Split(name, "::")...)
	do()
	l.space = l.space[:n]
}

func (l *lowerer) declareFunc(name string, t *ctype, flags syntax.Flags) {
	q := l.path(name)
	if old := l.names[q]; old != nil && old.kind == sFunc && len(old.typ.params) > 0 && len(t.params) == 0 && !l.cpp {
		return // void f(); after void f(int)
	}
	if i := strings.LastIndex(name, "::"); i >= 0 && l.recordOf(name[:i]) != nil {
		return // a method's body; its class declares it
	}
	sym := &symbol{kind: sFunc, typ: t, name: q}
	if old := l.names[q]; l.cpp && old != nil && old.kind == sFunc {
		sym.others = old.overloads(t)
	}
	l.names[q] = sym
}

// overloads are the types of a function but t.
func (s *symbol) overloads(t *ctype) []*ctype {
	var out []*ctype
	for _, o := range append([]*ctype{s.typ}, s.others...) {
		if signature(o) != signature(t) {
			out = append(out, o)
		}
	}
	return out
}

func (l *lowerer) declareGlobal(k syntax.ID, n *syntax.Node, t *ctype) {
	q := l.path(n.Text)
	if t.kind == tArray && t.n < 0 {
		if init := l.t.Kid(k, 1); init != 0 {
			t = l.sizedBy(t, init)
		} else if old := l.names[q]; old != nil && old.kind == sGlobal {
			return
		}
	}
	if old := l.names[q]; old != nil && old.kind == sGlobal && n.Flags&syntax.FlagExtern != 0 && old.typ.bytes() > 0 {
		return
	}
	s := &symbol{kind: sGlobal, typ: t, name: q}
	l.fix(s, n, l.t.Kid(k, 1))
	l.names[q] = s
}

// sizedBy gives an array without a length that of its initialiser.
func (l *lowerer) sizedBy(t *ctype, init syntax.ID) *ctype {
	n := &l.t.Nodes[init]
	switch n.Kind {
	case syntax.String:
		return array(t.elem, int64(len(n.Text))+1)
	case syntax.Init:
		if first := n.First; first != 0 && l.t.Nodes[first].Kind == syntax.String && l.t.Nodes[first].Next == 0 && t.elem.kind == tInt {
			return array(t.elem, int64(len(l.t.Nodes[first].Text))+1)
		}
		count, at := int64(0), int64(0)
		for k := n.First; k != 0; k = l.t.Nodes[k].Next {
			if d := &l.t.Nodes[k]; d.Kind == syntax.Designated && d.Text == "" {
				if v, ok := l.eval(d.First); ok && v >= 0 {
					at = v
				}
			}
			at++
			count = max(count, at)
		}
		return array(t.elem, count)
	}
	return t
}

// recordOf is the record that a name is, or nil.
func (l *lowerer) recordOf(name string) *record {
	if s := l.lookup(strings.ReplaceAll(name, "::", ".")); s != nil && s.kind == sType && s.typ.kind == tRecord {
		return s.typ.rec
	}
	return nil
}

// typeOf is the type a type node stands for.
func (l *lowerer) typeOf(id syntax.ID) *ctype {
	if id == 0 {
		return intType
	}
	n := &l.t.Nodes[id]
	switch n.Kind {
	case syntax.TName:
		return l.named(id, n)
	case syntax.TStruct:
		return l.structOf(id, n)
	case syntax.TEnum:
		l.enum(id, n)
		return intType
	case syntax.TPointer:
		return pointer(l.typeOf(n.First))
	case syntax.TRef:
		t := l.typeOf(n.First)
		if t.kind == tRef {
			return t
		}
		return refTo(t)
	case syntax.TArray:
		t := array(l.typeOf(n.First), -1)
		if size := l.t.Nodes[n.First].Next; size != 0 {
			if v, ok := l.eval(size); ok && v >= 0 {
				t.n = v
			} else if l.builder != nil && l.builder != l.init {
				t.length = l.sized(size)
			}
		}
		return t
	case syntax.TFunc:
		t := &ctype{kind: tFunc, size: 1, elem: l.typeOf(n.First), variadic: n.Flags&syntax.FlagVariadic != 0}
		for k := l.t.Nodes[n.First].Next; k != 0; k = l.t.Nodes[k].Next {
			pt := l.typeOf(l.t.Nodes[k].First)
			t.params = append(t.params, pt.decay())
		}
		return t
	case syntax.TTypeof:
		if n.First == 0 {
			return anyType
		}
		switch k := l.t.Nodes[n.First].Kind; {
		case k >= syntax.TName && k <= syntax.TTypeof:
			return l.typeOf(n.First)
		default:
			return l.typeOfExpr(n.First).strip()
		}
	}
	return anyType
}

// sized computes an array's length where it is declared.
func (l *lowerer) sized(size syntax.ID) ir.Reg {
	r, t := l.value(size)
	return l.convert(r, t, sizeType, l.span(size))
}

func (l *lowerer) named(id syntax.ID, n *syntax.Node) *ctype {
	if t := basics[n.Text]; t != nil {
		if s := l.names[n.Text]; s == nil || s.kind != sType {
			return t
		}
	}
	name := strings.ReplaceAll(n.Text, "::", ".")
	if s := l.lookup(name); s != nil && s.kind == sType {
		if n.First == 0 {
			return s.typ
		}
		if s.typ.kind == tRecord && len(s.typ.args) == 0 {
			return l.instance(s.typ, n)
		}
		return l.replaced(s.typ, l.instance(anyType, n), 0) // vector<T>::iterator
	}
	if strings.HasPrefix(name, "std.") {
		if t := basics[name[4:]]; t != nil {
			return t
		}
	}
	return anyType
}

// instance is a template's type with arguments; it shares the template's record.
func (l *lowerer) instance(t *ctype, n *syntax.Node) *ctype {
	c := *t
	c.args, c.out = nil, nil
	for k := n.First; k != 0; k = l.t.Nodes[k].Next {
		if kind := l.t.Nodes[k].Kind; kind >= syntax.TName && kind <= syntax.TTypeof {
			c.args = append(c.args, l.typeOf(k))
		} else if kind == syntax.Name { // a type that the parser does not know
			c.args = append(c.args, l.named(k, &l.t.Nodes[k]))
		}
	}
	return &c
}

func (l *lowerer) structOf(id syntax.ID, n *syntax.Node) *ctype {
	tag := strings.ReplaceAll(n.Text, "::", ".")
	if tag == "" {
		tag = "<" + strconv.Itoa(int(n.Tok)) + ">"
	}
	key := "struct " + l.path(tag)
	t := l.records[key]
	if t == nil && n.Flags&syntax.FlagDefined == 0 {
		for i := len(l.space); i >= 0 && t == nil; i-- {
			t = l.records["struct "+qualify(l.space[:i], tag)]
		}
		if t == nil {
			t = l.base.records["struct "+tag]
		}
	}
	if t == nil {
		t = newRecord(l.path(tag))
		l.records[key] = t
	}
	if l.cpp && n.Text != "" {
		q := l.path(tag)
		if s := l.lookup(tag); l.names[q] == nil && (s == nil || s.kind != sFunc) { // struct stat: the function has the name
			l.names[q] = &symbol{kind: sType, typ: t}
		}
	}
	if n.Flags&syntax.FlagDefined != 0 && !t.rec.defined {
		t.rec.union = n.Flags&syntax.FlagUnion != 0
		t.rec.generic = n.Flags&syntax.FlagTemplate != 0
		t.rec.defined = true
		l.members(id, t)
	}
	return t
}

// members fills in a record and declares it in the unit.
func (l *lowerer) members(id syntax.ID, t *ctype) {
	r := t.rec
	n := &l.t.Nodes[id]
	l.space = append(l.space, lastPart(r.name))
	for k := n.First; k != 0; k = l.t.Nodes[k].Next {
		l.member(k, r)
	}
	l.space = l.space[:len(l.space)-1]
	for _, b := range r.bases {
		r.virtual = r.virtual || b.kind == tRecord && b.rec.virtual
	}
	l.impliedDestructor(r)
	if r.virtual && r.size == 0 {
		r.size = 8
	}
	if r.size == 0 && l.cpp {
		r.size = 1
	}
	r.close()
	if l.stub || l.fromHeader(id) {
		return
	}
	d := &ir.TypeDecl{Name: l.u.Module + "." + r.name, Unit: l.u, Kind: ir.Struct, Span: l.span(id)}
	for _, f := range r.fields {
		if f.name != "" {
			d.Fields = append(d.Fields, ir.Field{Name: f.name, Type: f.typ.ir(), Span: d.Span})
		}
	}
	for _, b := range r.bases {
		if b.kind == tRecord {
			d.Bases = append(d.Bases, b.ir())
		}
	}
	l.u.Types = append(l.u.Types, d)
}

func lastPart(s string) string { return s[strings.LastIndexByte(s, '.')+1:] }

func (l *lowerer) member(k syntax.ID, r *record) {
	m := &l.t.Nodes[k]
	switch m.Kind {
	case syntax.Base:
		if b := l.typeOf(m.First); b.kind == tRecord {
			r.bases = append(r.bases, b)
			if b.rec != r {
				for _, f := range b.rec.fields {
					f.off += r.size
					r.fields = append(r.fields, f)
				}
				r.size += b.rec.size
				r.align = max(r.align, b.rec.align)
			}
		}
	case syntax.Group:
		for d := m.First; d != 0; d = l.t.Nodes[d].Next {
			l.member(d, r)
		}
	case syntax.Func:
		l.method(r, m.Text, l.typeOf(m.First), m.Flags)
	case syntax.TStruct:
		if t := l.typeOf(k); m.Text == "" || !l.cpp && m.Text != "" && m.Flags&syntax.FlagDefined != 0 {
			r.put("", t)
		}
	case syntax.TEnum:
		l.typeOf(k)
	case syntax.Decl:
		t := l.typeOf(m.First)
		switch {
		case m.Flags&syntax.FlagTypedef != 0:
			l.names[l.path(m.Text)] = &symbol{kind: sType, typ: t}
		case t.kind == tFunc:
			l.method(r, m.Text, t, m.Flags)
		case m.Flags&syntax.FlagStatic != 0:
			q := l.path(m.Text)
			l.names[q] = &symbol{kind: sGlobal, typ: t, name: q}
			if v, ok := l.eval(l.t.Kid(k, 1)); ok && m.Flags&syntax.FlagConst != 0 {
				l.names[q] = &symbol{kind: sConst, typ: t, value: v}
			}
		default:
			if t.kind == tArray && t.n < 0 {
				t = array(t.elem, l.memberLength(m.First))
			}
			if t.kind == tRecord && t.rec == r {
				t = anyType
			}
			r.put(m.Text, t)
			if init := l.t.Kid(k, 1); init != 0 && l.cpp && !l.stub {
				r.fields[len(r.fields)-1].init, r.inits = init, true
			}
		}
	}
}

// someMembers is how many elements an array has whose length only an argument of a
// template tells: more than programs reach.
const someMembers = 1 << 16

// memberLength is the length of a member that is an array without a known one: none where
// nothing is said.
func (l *lowerer) memberLength(t syntax.ID) int64 {
	if n := &l.t.Nodes[t]; n.Kind == syntax.TArray && l.t.Nodes[n.First].Next != 0 && l.cpp {
		return someMembers
	}
	return 0
}

func (l *lowerer) method(r *record, name string, t *ctype, flags syntax.Flags) {
	m := &method{name: r.name + "." + name, typ: t, virtual: flags&syntax.FlagVirtual != 0, static: flags&syntax.FlagStatic != 0}
	if !m.virtual {
		for _, b := range r.bases { // overrides are virtual too
			if b.kind != tRecord || b.rec == r {
				continue
			}
			for _, o := range b.rec.lookup(name, 0) {
				m.virtual = m.virtual || o.virtual
			}
			if strings.HasPrefix(name, "~") {
				for _, o := range b.rec.lookup("~"+lastPart(b.rec.name), 0) {
					m.virtual = m.virtual || o.virtual
				}
			}
		}
	}
	r.virtual = r.virtual || m.virtual
	r.methods[name] = append(r.methods[name], m)
}

func (l *lowerer) enum(id syntax.ID, n *syntax.Node) {
	v := int64(0)
	for k := n.First; k != 0; k = l.t.Nodes[k].Next {
		e := &l.t.Nodes[k]
		if e.First != 0 {
			if x, ok := l.eval(e.First); ok {
				v = x
			}
		}
		s := &symbol{kind: sConst, typ: intType, value: v}
		l.names[l.path(e.Text)] = s
		if n.Text != "" && l.cpp {
			l.names[l.path(n.Text+"."+e.Text)] = s
		}
		v++
	}
	if n.Text != "" && l.cpp {
		if q := l.path(n.Text); l.names[q] == nil {
			l.names[q] = &symbol{kind: sType, typ: intType}
		}
	}
}
