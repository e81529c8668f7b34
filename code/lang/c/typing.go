package c

import (
	"strconv"
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

func float(s string) float64 {
	s = strings.TrimRight(strings.ReplaceAll(s, "'", ""), "fFlL")
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}

// typeOfExpr is the type of an expression that is not evaluated.
func (l *lowerer) typeOfExpr(id syntax.ID) *ctype { return l.typeAt(id, 0) }

func (l *lowerer) typeAt(id syntax.ID, depth int) *ctype {
	if id == 0 || depth > maxNest {
		return anyType
	}
	n := &l.t.Nodes[id]
	first := func() *ctype { return l.typeAt(n.First, depth+1).strip() }
	switch n.Kind {
	case syntax.Number:
		_, t, _ := number(n.Text)
		return t
	case syntax.Char:
		if l.cpp {
			return charType
		}
		return intType
	case syntax.String:
		e := charType
		if n.Flags&syntax.FlagWide != 0 {
			e = wcharType
		}
		return array(e, int64(len(n.Text))+1)
	case syntax.Name:
		sym := l.lookup(n.Text)
		if l.field(n.Text, sym) {
			f, _ := l.class.find(lastPart(dots(n.Text)), 0)
			return f.typ
		}
		if sym != nil && sym.typ != nil {
			return sym.typ
		}
	case syntax.Index:
		t := first()
		if t.kind == tRecord {
			if ms := t.rec.lookup("operator[]", 0); len(ms) > 0 {
				return l.resultOf(ms[0].typ, t)
			}
			return anyType
		}
		return l.pointee(t)
	case syntax.Member:
		t := first()
		if n.Flags&syntax.FlagArrow != 0 {
			t = l.pointee(t)
		}
		if t.kind == tRecord {
			if f, ok := t.rec.find(n.Text, 0); ok {
				return l.replaced(f.typ, t, 0)
			}
		}
	case syntax.Unary:
		switch n.Op {
		case pp.Star:
			if t := first(); t.kind == tRecord {
				if ms := t.rec.lookup("operator*", 0); len(ms) > 0 {
					return l.resultOf(ms[0].typ, t).strip()
				}
			}
			return l.pointee(first())
		case pp.Amp:
			return pointer(first())
		case pp.Not:
			return intType
		}
		return promote(first())
	case syntax.Postfix, syntax.Assign:
		return first()
	case syntax.Binary:
		return l.typeOfBinary(n, depth)
	case syntax.Cond:
		return l.typeAt(l.t.Kid(id, 2), depth+1).decay()
	case syntax.Construct:
		if c := l.template(n.First); c != nil {
			if f := l.lookup(dots(c.Text)); f != nil {
				return f.typ.elem
			}
			return anyType
		}
		return l.typeOf(n.First)
	case syntax.Cast, syntax.Compound:
		return l.typeOf(n.First)
	case syntax.New:
		return pointer(l.typeOf(n.First))
	case syntax.Sizeof, syntax.Offsetof:
		return sizeType
	case syntax.Lambda:
		return pointer(l.lambdaType(id))
	case syntax.Call:
		return l.typeOfCall(n, depth)
	}
	return anyType
}

func (l *lowerer) typeOfBinary(n *syntax.Node, depth int) *ctype {
	a := l.typeAt(n.First, depth+1).strip()
	b := l.typeAt(l.t.Nodes[n.First].Next, depth+1).strip()
	switch n.Op {
	case pp.Comma:
		return b
	case pp.AmpAmp, pp.PipePipe, pp.EqEq, pp.NotEq, pp.Less, pp.LessEq, pp.Greater, pp.GreaterEq:
		return intType
	case pp.Shl, pp.Shr:
		return promote(a)
	}
	switch {
	case a.kind == tRecord:
		if ms := a.rec.lookup("operator"+operatorText[n.Op], 0); len(ms) > 0 {
			return l.resultOf(ms[0].typ, a).strip()
		}
		return a
	case b.kind == tRecord:
		return b
	case a.pointing() && b.pointing():
		return longType
	case a.pointing():
		return a.decay()
	case b.pointing():
		return b.decay()
	}
	return common(a, b)
}

func (l *lowerer) typeOfCall(n *syntax.Node, depth int) *ctype {
	first := n.First
	c := &l.t.Nodes[first]
	if c.Kind == syntax.Member {
		t := l.typeAt(c.First, depth+1).strip()
		if c.Flags&syntax.FlagArrow != 0 {
			t = l.pointee(t)
		}
		if t.kind == tRecord {
			if ms := t.rec.lookup(c.Text, 0); len(ms) > 0 {
				n := 0
				for k := l.t.Nodes[first].Next; k != 0; k = l.t.Nodes[k].Next {
					n++
				}
				if m := l.choose(ms, n, l.t.Nodes[first].Next); m != nil {
					return l.resultOf(m.typ, t)
				}
				return l.resultOf(ms[0].typ, t)
			}
		}
	}
	if c.Kind == syntax.Name {
		if l.moves(c) {
			return l.typeAt(l.t.Nodes[first].Next, depth+1)
		}
		if owner := l.makes(c); owner != nil {
			return owner
		}
		s := l.lookup(c.Text)
		if s == nil {
			s = l.beside(c.Text, l.t.Nodes[first].Next)
		}
		switch {
		case s != nil && s.kind == sFunc:
			return l.overload(s, l.t.Nodes[first].Next).elem
		case s != nil && s.kind == sType:
			return s.typ
		}
		if l.class != nil {
			if ms := l.class.lookup(lastPart(dots(c.Text)), 0); len(ms) > 0 {
				return ms[0].typ.elem
			}
		}
		if s := l.lookup(c.Text); s == nil {
			name := dots(c.Text)
			if i := strings.LastIndexByte(name, '.'); i > 0 {
				if rec := l.recordOf(name[:i]); rec != nil {
					if ms := rec.lookup(name[i+1:], 0); len(ms) > 0 {
						return ms[0].typ.elem
					}
				}
			}
			return intType
		}
	}
	t := l.typeAt(n.First, depth+1).strip()
	if t.kind == tPtr {
		t = t.elem
	}
	if t.kind == tFunc {
		return t.elem
	}
	return anyType
}

// resultOf is a method's result, with the template's parameter replaced.
func (l *lowerer) resultOf(t, object *ctype) *ctype {
	return l.replaced(t.elem, object, 0)
}

// replaced puts the arguments of a template into a type: the models name the
// parameters T, then V.
func (l *lowerer) replaced(t, object *ctype, depth int) *ctype {
	if t == nil || len(object.args) == 0 || depth > 4 {
		return t
	}
	switch t.kind {
	case tRecord:
		if len(t.args) > 0 {
			c := *t
			c.args, c.out = nil, nil
			for _, a := range t.args {
				c.args = append(c.args, l.replaced(a, object, depth+1))
			}
			return &c
		}
		switch {
		case strings.HasSuffix(t.rec.name, "prunella_T"):
			if t := object.args[0]; t.kind != tArray || t.n >= 0 {
				return t
			}
			return object.args[0].elem // unique_ptr<T[]>
		case strings.HasSuffix(t.rec.name, "prunella_V"):
			return object.args[len(object.args)-1]
		}
	case tPtr:
		return pointer(l.replaced(t.elem, object, depth+1))
	case tRef:
		return refTo(l.replaced(t.elem, object, depth+1).strip())
	}
	return t
}

// signature tells the overloads of a function apart.
func signature(t *ctype) string {
	parts := make([]string, len(t.params))
	for i, p := range t.params {
		parts[i] = p.ir().String()
	}
	return strings.Join(parts, ",")
}

// parametersFor is a method's type with the template's parameters replaced.
func (l *lowerer) parametersFor(t, object *ctype) *ctype {
	if len(object.args) == 0 {
		return t
	}
	c := *t
	c.params = nil
	for _, p := range t.params {
		c.params = append(c.params, l.replaced(p, object, 0))
	}
	return &c
}
