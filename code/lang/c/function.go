package c

import (
	"path"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	pp "github.com/prunella/prunella/code/lang/c/preprocess"
	"github.com/prunella/prunella/code/lang/c/syntax"
)

// lowerAll lowers the functions and variables that the file itself has.
func (l *lowerer) lowerAll(id syntax.ID) {
	for k := l.t.Nodes[id].First; k != 0; k = l.t.Nodes[k].Next {
		n := &l.t.Nodes[k]
		if l.fromHeader(k) || l.modelled(n) {
			continue
		}
		switch n.Kind {
		case syntax.Group:
			l.lowerAll(k)
		case syntax.Namespace:
			l.within(n.Text, func() { l.lowerAll(k) })
		case syntax.Func:
			l.function(k, n, nil)
		case syntax.TStruct:
			l.methods(k, n)
		case syntax.Decl:
			if n.First != 0 && l.t.Nodes[n.First].Kind == syntax.TStruct {
				l.methods(n.First, &l.t.Nodes[n.First])
			}
			if n.Flags&syntax.FlagTypedef == 0 {
				l.global(k, n)
			}
		}
	}
}

// methods lowers the functions defined in a class.
func (l *lowerer) methods(id syntax.ID, n *syntax.Node) {
	if n.Flags&syntax.FlagDefined == 0 || !l.cpp {
		return
	}
	t := l.typeOf(id)
	l.within(lastPart(t.rec.name), func() {
		for k := n.First; k != 0; k = l.t.Nodes[k].Next {
			m := &l.t.Nodes[k]
			switch m.Kind {
			case syntax.Func:
				l.function(k, m, t.rec)
			case syntax.TStruct:
				l.methods(k, m)
			}
		}
	})
	l.implied(id, t.rec)
}

// global declares a variable and lowers its initialiser.
func (l *lowerer) global(k syntax.ID, n *syntax.Node) {
	name := dots(n.Text)
	t := l.typeOf(n.First)
	if t.kind == tFunc || name == "" {
		return
	}
	sym := l.lookup(name)
	if sym == nil || sym.kind != sGlobal {
		return
	}
	init := l.t.Nodes[n.First].Next
	if n.Flags&syntax.FlagExtern != 0 && init == 0 {
		return
	}
	l.builder = l.init
	l.storage(sym, n, init, l.span(k), n.Flags&syntax.FlagStatic != 0)
}

// storage makes a variable with static storage: zeroed, then initialised, when
// the program starts.
func (l *lowerer) storage(sym *symbol, n *syntax.Node, init syntax.ID, s ir.Span, static bool) {
	g := ir.Global{Name: sym.name, Type: sym.typ.ir(), Span: s, Own: static && source(l.u.Path)}
	l.u.Globals = append(l.u.Globals, g)
	outer := l.builder
	l.builder = l.init
	l.builder.statement(func() {
		flag := ir.Flags(ir.FlagDecl)
		if static {
			flag |= ir.FlagValue
		}
		if n.Flags&syntax.FlagConst != 0 {
			flag |= ir.FlagTuple
		}
		r := l.tmp()
		l.emit(ir.Instr{Op: ir.FieldRef, Dst: r, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Name: sym.name, Flags: flag, Span: s, Aux: l.placed(sym.typ, max(sym.typ.bytes(), 1), 0)})
		p := place{r, true, sym.typ.strip()}
		switch {
		case init != 0:
			l.initialise(p, init, s)
		case sym.typ.kind == tRecord:
			l.constructAt(r, sym.typ, 0, s)
		}
	})
	l.builder = outer
}

// source reports a file that others do not include: what a header has static, each file
// that includes it has.
func source(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".c", ".cc", ".cpp", ".cxx", ".c++":
		return true
	}
	return false
}

// function lowers a function or method.
func (l *lowerer) function(id syntax.ID, n *syntax.Node, class *record) {
	t := l.typeOf(n.First)
	if t.kind != tFunc {
		return
	}
	name := dots(n.Text)
	body := syntax.ID(0)
	var params, inits []syntax.ID
	for k := l.t.Nodes[n.First].Next; k != 0; k = l.t.Nodes[k].Next {
		switch l.t.Nodes[k].Kind {
		case syntax.MemberInit:
			inits = append(inits, k)
		case syntax.Block:
			body = k
		}
	}
	for k := l.t.Kid(n.First, 1); k != 0; k = l.t.Nodes[k].Next {
		params = append(params, k)
	}
	outside := 0
	if class == nil {
		if i := strings.LastIndexByte(name, '.'); i > 0 {
			if class = l.recordOf(name[:i]); class != nil {
				name = name[i+1:]
				l.space = append(l.space, lastPart(class.name))
				outside = 1
			}
		}
	}
	f := &ir.Func{Unit: l.u, Span: l.spanOf(id), Static: n.Flags&syntax.FlagStatic != 0 && class == nil}
	f.Name = l.u.Module + "." + l.path(name)
	static := false
	if class != nil {
		f.Class = l.u.Module + "." + class.name
		f.Name = l.u.Module + "." + class.name + "." + name
		static = n.Flags&syntax.FlagStatic != 0
		for _, m := range class.methods[name] {
			if len(m.typ.params) == len(t.params) {
				static = static || m.static
			}
		}
		f.Recv = !static
	}
	f.Generic = n.Flags&syntax.FlagTemplate != 0 || class != nil && class.generic
	f.NameSpan = l.nameSpan(n, f.Span)
	outer := l.builder
	l.builder = newBuilder(l, f)
	l.class = class
	this := class
	if static {
		this = nil
	}
	l.promise = l.promises(n, t, name)
	l.bodyWith(f, t, params, body, this, inits)
	l.builder = outer
	l.space = l.space[:len(l.space)-outside]
	if k := l.seen[f.Name]; k > 0 {
		if class != nil || l.cpp {
			l.seen[f.Name]++
			f.Name += "~" + strconv.Itoa(k)
		}
	} else {
		l.seen[f.Name] = 1
	}
	l.u.Funcs = append(l.u.Funcs, f)
}

// promises reports a function whose author wrote that it has a result; in a file that
// is not understood throughout, where a function ends is not known.
func (l *lowerer) promises(n *syntax.Node, t *ctype, name string) bool {
	if l.stub || len(l.t.Problems) > 0 || t.elem.kind == tVoid || t.elem.kind == tUnknown || name == "main" || strings.HasPrefix(name, "~") || strings.HasPrefix(name, "operator") {
		return false
	}
	if l.class != nil && name == lastPart(l.class.name) {
		return false
	}
	written := &l.t.Nodes[l.t.Nodes[n.First].First]
	return written.Kind != syntax.TName || written.End > written.Tok
}

func (l *lowerer) spanOf(id syntax.ID) ir.Span {
	saved := l.builder
	l.builder = nil
	s := l.span(id)
	l.builder = saved
	return s
}

// nameSpan is where the function's name stands.
func (l *lowerer) nameSpan(n *syntax.Node, outer ir.Span) ir.Span {
	last := n.Text[strings.LastIndexByte(n.Text, ':')+1:]
	for i := n.Tok; i < n.End && int(i) < len(l.t.Toks); i++ {
		t := &l.t.Toks[i]
		if t.Kind == pp.LBrace {
			break
		}
		if t.Text == last && t.Start >= outer.Start && t.End <= outer.End {
			return ir.Span{Start: t.Start, End: t.End}
		}
	}
	return ir.Span{Start: outer.Start, End: outer.Start}
}

func (l *lowerer) body(f *ir.Func, t *ctype, params []syntax.ID, body syntax.ID, class *record) {
	l.bodyWith(f, t, params, body, class, nil)
}

func (l *lowerer) bodyWith(f *ir.Func, t *ctype, params []syntax.ID, body syntax.ID, class *record, inits []syntax.ID) {
	mark := len(l.undo)
	l.result = t.elem
	l.findMemory(body, 0)
	l.unused, l.whole = l.unread(body), body
	if class != nil {
		this := pointer(class.typ)
		r := l.variable("this", this)
		f.Params = append(f.Params, ir.Param{Name: "this", Reg: r, Type: this.ir()})
		l.declare("this", &symbol{kind: sLocal, typ: this, reg: r})
	}
	for i, k := range params {
		p := &l.t.Nodes[k]
		pt := t.params[min(i, len(t.params)-1)]
		r := l.variable(p.Text, pt)
		f.Params = append(f.Params, ir.Param{Name: p.Text, Reg: r, Type: pt.ir(), Ref: pt.kind == tRef})
		l.declare(p.Text, &symbol{kind: sLocal, typ: pt, reg: r, memory: pt.kind == tRecord})
	}
	f.Results = []*ir.Type{t.elem.ir()}
	if t.variadic {
		r := l.variable("...", nil)
		f.Params = append(f.Params, ir.Param{Name: "...", Reg: r, Variadic: true})
		l.declare("prunella_rest", &symbol{kind: sLocal, typ: anyType, reg: r})
	}
	l.endParams(f.Params[len(f.Params)-len(params)-b2i(t.variadic):], t)
	for i := range params { // parameters whose address is taken move to memory
		p := &f.Params[len(f.Params)-len(params)-b2i(t.variadic)+i]
		s := l.names[p.Name]
		if s == nil || s.kind != sLocal || !l.memory[p.Name] || s.memory || s.typ.kind == tRef || p.Name == "" {
			continue
		}
		a := l.variable(p.Name, pointer(s.typ))
		l.emit(ir.Instr{Op: ir.Cell, Dst: a, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Aux: l.typed(s.typ)})
		l.emit(ir.Instr{Op: ir.Store, Dst: ir.NoReg, A: a, B: p.Reg, C: ir.NoReg, Aux: l.typed(s.typ)})
		l.declare(p.Name, &symbol{kind: sLocal, typ: s.typ, reg: a, memory: true})
	}
	if l.prologue != nil {
		l.prologue()
	}
	if body == 0 && len(inits) == 0 && l.t.Nodes[body].Kind != syntax.Block {
		f.NoBody = body == 0
	}
	if class != nil {
		l.memberInits(class, inits)
	}
	if body != 0 {
		l.blockStmt(body)
	}
	if class != nil && strings.HasPrefix(lastPart(f.Name), "~") {
		l.endParts(class)
	}
	if body != 0 {
		if l.promise {
			l.statement(func() { l.call("prunella.noreturn", f.NameSpan) })
		}
	}
	l.finish()
	l.unscope(mark)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// memberInits runs what stands between a constructor's head and its body.
func (l *lowerer) memberInits(class *record, inits []syntax.ID) {
	this := l.names["this"]
	if l.fn.Name == l.u.Module+"."+class.name+"."+lastPart(class.name) {
		said := map[string]bool{}
		for _, k := range inits {
			said[dots(l.t.Nodes[k].Text)] = true
		}
		l.beginParts(this.reg, class, said, l.fn.NameSpan)
		l.defaults(this.reg, class, said, l.fn.NameSpan)
	}
	for _, k := range inits {
		n := &l.t.Nodes[k]
		s := l.span(k)
		l.statement(func() {
			if f, ok := class.find(dots(n.Text), 0); ok {
				if f.typ.kind == tRef {
					l.bindMember(this.reg, f, n.First, s)
					return
				}
				p := l.memberAt(this.reg, f, s)
				if f.typ.kind == tRecord {
					l.constructAt(p.reg, f.typ, n.First, s)
				} else if n.First != 0 {
					v, t := l.value(n.First)
					l.assign(p, v, t.strip(), s)
				} else {
					l.assign(p, l.intConst(0, s), intType, s)
				}
				return
			}
			if rec := l.recordOf(n.Text); rec != nil {
				if ms := l.constructors(rec.typ); len(ms) > 0 {
					l.invoke(ms, this.reg, rec.typ, n.First, s)
				}
			}
		})
	}
}

// defaults initialises the fields of an object whose class says what they are,
// but those that a constructor says otherwise.
func (l *lowerer) defaults(addr ir.Reg, class *record, said map[string]bool, s ir.Span) {
	if !class.inits {
		return
	}
	l.statement(func() {
		for _, f := range class.fields {
			if f.init != 0 && !said[f.name] {
				l.initialise(l.memberAt(addr, f, s), f.init, s)
			}
		}
	})
}

// findMemory notes the variables whose address is taken.
func (l *lowerer) findMemory(id syntax.ID, depth int) {
	if id == 0 || depth > 400 {
		return
	}
	for k := l.t.Nodes[id].First; k != 0; k = l.t.Nodes[k].Next {
		n := &l.t.Nodes[k]
		switch n.Kind {
		case syntax.Unary:
			if n.Op == pp.Amp {
				l.toMemory(n.First)
			}
		case syntax.Call, syntax.Construct, syntax.New, syntax.MemberInit, syntax.Init, syntax.Cast:
			if l.cpp { // it may be taken by reference
				for a := n.First; a != 0; a = l.t.Nodes[a].Next {
					l.toMemory(a)
				}
			}
		case syntax.Decl:
			if n.First != 0 && l.t.Nodes[n.First].Kind == syntax.TRef {
				l.toMemory(l.t.Nodes[n.First].Next)
			}
		case syntax.Capture:
			if n.Op == pp.Amp && n.First != 0 {
				l.toMemory(n.First)
			} else if n.Op == pp.Amp && n.Text != "" {
				l.memory[n.Text] = true
			} else if n.Op == pp.Amp {
				l.eachName(id, 0, func(name string) { l.memory[name] = true })
			}
		case syntax.Binary:
			if l.cpp && n.Op == pp.Shr {
				l.toMemory(l.t.Nodes[n.First].Next)
			}
		}
		if n.First != 0 {
			l.findMemory(k, depth+1)
		}
	}
}

func (l *lowerer) toMemory(id syntax.ID) {
	for n := 0; id != 0 && n < 20; n++ {
		switch k := &l.t.Nodes[id]; k.Kind {
		case syntax.Name:
			l.memory[k.Text] = true
			return
		case syntax.Member, syntax.Index, syntax.Cast, syntax.Cond:
			if k.Kind == syntax.Cast {
				id = l.t.Nodes[k.First].Next
			} else {
				id = k.First
			}
		default:
			return
		}
	}
}

// localDecl lowers a declaration in a function.
func (l *lowerer) localDecl(id syntax.ID, n *syntax.Node) {
	switch n.Kind {
	case syntax.Group:
		for k := n.First; k != 0; k = l.t.Nodes[k].Next {
			l.localDecl(k, &l.t.Nodes[k])
		}
		return
	case syntax.TStruct, syntax.TEnum:
		l.typeOf(id)
		return
	case syntax.Func:
		return
	}
	t := l.typeOf(n.First)
	init := l.t.Nodes[n.First].Next
	if n.Flags&syntax.FlagTypedef != 0 {
		l.declare(n.Text, &symbol{kind: sType, typ: t})
		return
	}
	if t.kind == tFunc {
		l.declare(n.Text, &symbol{kind: sFunc, typ: t, name: n.Text})
		return
	}
	s := l.span(id)
	if t.kind == tArray && t.n < 0 && t.length == ir.NoReg && init != 0 {
		t = l.sizedBy(t, init)
	}
	if n.Flags&syntax.FlagExtern != 0 {
		l.declare(n.Text, &symbol{kind: sGlobal, typ: t, name: n.Text})
		return
	}
	if t == anyType && init != 0 || t.kind == tRef && t.elem == anyType { // auto
		it := l.typeOfExpr(init)
		if t.kind == tRef {
			t = refTo(it.strip())
		} else {
			t = it.strip().decay()
		}
	}
	if n.Flags&syntax.FlagStatic != 0 {
		l.staticLocal(n, t, init, s)
		return
	}
	l.kept(init, t)
	l.local(n.Text, t, init, n.Flags, s)
	l.fix(l.names[n.Text], n, init)
	l.judged(l.names[n.Text], init)
}

func (l *lowerer) staticLocal(n *syntax.Node, t *ctype, init syntax.ID, s ir.Span) {
	name := strings.TrimPrefix(l.fn.Name, l.u.Module+".") + "." + n.Text
	sym := &symbol{kind: sGlobal, typ: t, name: name}
	l.declare(n.Text, sym)
	l.fix(sym, n, init)
	l.storage(sym, n, init, s, true)
}

func (l *lowerer) local(name string, t *ctype, init syntax.ID, flags syntax.Flags, s ir.Span) {
	reg := l.variable(name, t)
	switch {
	case t.kind == tRef:
		if init != 0 {
			first := init
			if l.t.Nodes[init].Kind == syntax.Init && l.t.Nodes[init].First != 0 {
				first = l.t.Nodes[init].First
			}
			p := l.place(first)
			if !p.memory && p.typ.kind != tUnknown {
				a, _ := l.addressOf(first, s)
				p.reg = a
			}
			l.copyTo(reg, p.reg, s)
		}
		l.declare(name, &symbol{kind: sLocal, typ: t, reg: reg})
		return
	case t.scalar() && !l.memory[name]:
		l.declare(name, &symbol{kind: sLocal, typ: t, reg: reg})
		if init == 0 {
			l.emit(ir.Instr{Op: ir.Copy, Dst: reg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Flags: ir.FlagDecl, Span: s, Aux: l.typed(t)})
			return
		}
		l.initialise(place{reg, false, t}, init, s)
		return
	}
	l.declare(name, &symbol{kind: sLocal, typ: t, reg: reg, memory: true})
	cell := ir.Instr{Op: ir.Cell, Dst: reg, A: ir.NoReg, B: ir.NoReg, C: ir.NoReg, Span: s, Aux: l.typed(t)}
	if t.kind == tArray && t.length != ir.NoReg {
		size := l.intConst(max(t.elem.bytes(), 1), s)
		total := l.tmp()
		l.emit(ir.Instr{Op: ir.Binary, Tok: ir.Mul, Dst: total, A: t.length, B: size, C: ir.NoReg, Span: s, Aux: l.typed(sizeType)})
		cell.B = total
		kept := l.variable("", sizeType)
		l.copyTo(kept, t.length, s)
		t.length = kept
	}
	if init != 0 && l.zeroes(init, t) {
		cell.A = l.intConst(0, s)
	}
	l.emit(cell)
	switch {
	case init != 0:
		l.initialise(place{reg, true, t}, init, s)
	case t.kind == tRecord:
		l.constructAt(reg, t, 0, s)
	case t.kind == tArray && t.elem.kind == tRecord && l.cpp && len(l.constructors(t.elem)) > 0 && t.n > 0 && t.n <= 4:
		for i := int64(0); i < t.n; i++ {
			at := l.op(ir.IndexRef, reg, l.intConst(i, s), s, l.placed(t.elem, t.elem.bytes(), 0))
			l.constructAt(at, t.elem, 0, s)
		}
	}
	if destructible(t) {
		l.builder.cleanup = append(l.builder.cleanup, cleanup{reg, t, s})
	}
}
