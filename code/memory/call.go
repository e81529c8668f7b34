package memory

import (
	"path"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/text"
)

// call runs a call on one state; it may come back on several ways, or on none.
func (r *run) call(fr *frame, in *ir.Instr, st *state) []*state {
	args := make([]val, 0, max(len(in.Args)+1, modelArgs))
	if in.Op == ir.Method {
		args = append(args, st.get(in.A))
	}
	for _, a := range in.Args {
		args = append(args, st.get(a))
	}
	if in.Op == ir.Method && args[0].null() && args[0].k == kPtr { // what is called depends on the object
		r.reach(fr, in, st, args[0], num(1), false)
		return nil
	}
	fn := r.callee(fr, in, st, args)
	if fn == nil && in.A == ir.NoReg && strings.HasPrefix(in.Name, "prunella.") {
		return r.intrinsic(fr, in, st, in.Name[len("prunella."):], args)
	}
	if !fr.fn.Unit.Stub {
		for i, a := range args {
			args[i] = r.used(fr, in, st, a)
		}
	}
	if fn != nil && fn.Recv && !fn.Unit.Stub && r.dead(fr, in, st, args[0]) {
		return nil
	}
	if fn == nil || fn.NoBody || !fits(st, fn, args) || fr.depth >= r.deep || r.recursive(fr, fn, args) {
		return r.notFollowed(fr, in, st, fn, args)
	}
	if r.in != nil || r.share.whole || fn.Unit.Stub {
		return r.enter(fr, in, st, fn, args)
	}
	return r.afford(fr, in, st, fn, args)
}

// notFollowed is a call of code that is unknown, or that is not followed: all that is
// seen of it is whether it comes back.
func (r *run) notFollowed(fr *frame, in *ir.Instr, st *state, fn *ir.Func, args []val) []*state {
	if fn != nil && !fn.NoBody && r.in == nil && !r.cost(costKey{fn, 2, 1}).returns {
		return nil
	}
	st.set(in.Dst, r.unknownCall(fr, in, st, fn, args))
	return []*state{st}
}

// dead reports a method that is called on an object that is gone.
func (r *run) dead(fr *frame, in *ir.Instr, st *state, this val) bool {
	o := st.object(this.obj)
	if this.k != kPtr || o == nil || !o.freed || strings.HasPrefix(in.Name, "~") {
		return false
	}
	_, o = r.reach(fr, in, st, this, num(1), false)
	return o == nil
}

// captured gives a closure's function what it captured.
func (r *run) captured(in *ir.Instr, st *state, regs []val, fn *ir.Func) {
	if in.Op != ir.Call || in.A == ir.NoReg || len(fn.Captures) == 0 {
		return
	}
	var env *object
	if f := regs[in.A]; f.k == kFunc {
		env = st.object(f.obj)
	}
	for i, c := range fn.Captures {
		v := anything
		if env != nil {
			v = env.load(8*int64(i), 8, form{pointer: true, size: 8, min: minInt, max: maxInt})
		}
		st.set(c, v)
	}
}

// fits tells whether an operator can be the one that is meant: a literal or a
// number is no object of a class.
func fits(st *state, fn *ir.Func, args []val) bool {
	if !strings.HasPrefix(bareName(fn), "operator") {
		return true
	}
	for i, p := range fn.Params {
		if i >= len(args) {
			break
		}
		f := formOf(p.Type)
		number := args[i].k == kInt && !args[i].null() || args[i].k == kFloat
		if number && (f.pointer || f.any) {
			return false
		}
		if args[i].k == kPtr && args[i].obj != 0 && (p.Type == nil || p.Type.Elem == nil || formOf(p.Type.Elem).any) {
			if o := st.object(args[i].obj); o != nil && (o.kind == oLiteral || o.kind == oStack && o.class == "" && o.size.exact() && o.size.lo <= 8) {
				return false
			}
		}
	}
	return true
}

// callee is the function a call leads to, as far as that is known.
func (r *run) callee(fr *frame, in *ir.Instr, st *state, args []val) *ir.Func {
	switch {
	case in.Op == ir.Method:
		return r.dispatch(fr, in, st, args)
	case in.A != ir.NoReg:
		if f := st.get(in.A); f.k == kFunc {
			return f.fn
		}
		return nil
	}
	return r.resolve(fr.fn.Unit, in.Name, len(args))
}

// dispatch finds a virtual method by the class of the object.
func (r *run) dispatch(fr *frame, in *ir.Instr, st *state, args []val) *ir.Func {
	class := ""
	if in.Aux != nil && in.Aux.Type != nil {
		class = in.Aux.Type.Name
	}
	if p := args[0]; p.k == kPtr {
		if o := st.object(p.obj); o != nil && o.class != "" {
			class = o.class
		}
	}
	name := in.Name
	if name == "~" {
		name = "~" + class[strings.LastIndexByte(class, '.')+1:]
	}
	return r.method(class, name, len(args))
}

// recursive reports a call that is not followed: the function runs already, and
// nothing shows that this will end.
func (r *run) recursive(fr *frame, fn *ir.Func, args []val) bool {
	n := 0
	var last *frame
	for f := fr; f != nil; f = f.caller {
		if f.fn != fn {
			continue
		}
		if n++; last == nil {
			last = f
		}
	}
	if r.in != nil {
		return n > 12
	}
	if n < 2 {
		return false
	}
	if n > maxCounted || r.counted >= maxCounts || !counts(last.args, args) {
		return true
	}
	r.counted++
	return false
}

// counts reports a number among arguments that is known and another one than in the
// call around.
func counts(outer, args []val) bool {
	for i := range min(len(outer), len(args)) {
		if a, b := outer[i], args[i]; a.k == kInt && b.k == kInt && a.exact() && b.exact() && a.lo != b.lo {
			return true
		}
	}
	return false
}

// enter runs a function.
func (r *run) enter(fr *frame, in *ir.Instr, st *state, fn *ir.Func, args []val) []*state {
	saved := st.regs
	r.clock++
	nf := &frame{fn: fn, call: in, caller: fr, depth: fr.depth + 1, base: len(st.heap), marks: st.marks, args: args, since: r.clock}
	guesses := 0
	if r.in != nil {
		guesses = r.in.guesses
	}
	st.regs = make([]val, fn.NumRegs)
	bind(st, fn, r.converted(st, fn, args))
	r.captured(in, st, saved, fn)
	outs := r.run1(nf, st)
	if len(outs) == 0 {
		return nil
	}
	result := formOf(nil)
	if len(fn.Results) > 0 {
		result = formOf(fn.Results[0])
	}
	r.held(nf, outs, func(o *state) val { return o.ret })
	for i, o := range outs {
		if i == len(outs)-1 {
			o.regs = saved
		} else {
			o.regs = append([]val(nil), saved...)
		}
		v := o.ret
		r.gone(o, fn, v, result)
		r.handed(o, nf, v)
		if v.k == kInt && result.pointer && v.lo == 0 && v.hi == 0 {
			v = null
		}
		if r.in != nil && r.in.guesses > guesses && v.null() && v.k == kPtr {
			v.fn = fn
		}
		o.set(in.Dst, v)
		o.ret = val{}
		if !fn.Unit.Stub {
			r.leaks(nf, o, v)
		}
	}
	return r.limit(outs)
}

// handed places what a function allocated and gives back at its call: whoever called
// it answers for it from then on.
func (r *run) handed(st *state, nf *frame, v val) {
	if v.k != kPtr || int(v.obj) < nf.base || nf.fn.Unit.Stub || nf.caller == nil || nf.caller.fn.Unit.Stub {
		return
	}
	if o := st.object(v.obj); o != nil && v.lo == 0 && v.hi == 0 && (o.kind == oHeap || o.kind == oHandle) && !o.freed && !o.escaped {
		st.own(v.obj).at = place{nf.caller.fn, nf.call}
	}
}

// gone ends the life of a variable whose address its function gives back.
func (r *run) gone(st *state, fn *ir.Func, v val, result form) {
	if v.k != kPtr || !result.pointer || fn.Unit.Stub {
		return
	}
	if o := st.object(v.obj); o != nil && o.kind == oStack && o.at.fn == fn && o.at.in != nil && o.at.in.Op == ir.Cell {
		st.own(v.obj).freed = true
	}
}

// converted are the arguments of a function as its parameters take them: a reference
// is never null, and no literal is an object of a class, so that a conversion that is
// not seen made what comes there.
func (r *run) converted(st *state, fn *ir.Func, args []val) []val {
	if fn.Unit.Stub {
		return args
	}
	var out []val
	for i, p := range fn.Params {
		if i >= len(args) || !p.Ref && !(fn.Recv && i == 0) {
			continue
		}
		o := st.object(args[i].obj)
		class := p.Type != nil && p.Type.Elem != nil && p.Type.Elem.Kind == ir.Named && formOf(p.Type.Elem).any
		if (p.Ref && args[i].null()) || class && args[i].k == kPtr && o != nil && o.kind == oLiteral {
			if out == nil {
				out = append(out, args...)
			}
			out[i] = r.fresh(anything)
		}
	}
	if out == nil {
		return args
	}
	return out
}

func bind(st *state, fn *ir.Func, args []val) {
	for i, p := range fn.Params {
		switch {
		case p.Variadic:
			var rest []val
			if i < len(args) {
				rest = append(rest, args[i:]...)
			}
			st.set(p.Reg, val{k: kRest, rest: &rest})
		case i < len(args):
			v := args[i]
			if v.k == kInt && v.exact() && v.lo == 0 && formOf(p.Type).pointer {
				v = null
			}
			st.set(p.Reg, v)
		default:
			st.set(p.Reg, unknownOf(formOf(p.Type), 0))
		}
	}
}

// run1 runs a function's body from its start and gives the states at its end.
func (r *run) run1(fr *frame, st *state) []*state {
	top := r.top
	r.top = fr
	ends := r.exec(fr, fr.fn.Body, []*state{st})
	r.top = top
	for _, e := range ends {
		e.ret = num(0)
	}
	if !r.over && r.ways() == r.share.most {
		r.reached[fr.fn] = true
	}
	if fr.caller != nil && len(fr.thrown) > 0 {
		fr.caller.catch(r, fr)
	}
	return r.limit(append(ends, fr.returns...))
}

// catch takes what a called function threw.
func (fr *frame) catch(r *run, from *frame) {
	if fr.tries == 0 && fr.caller == nil {
		return
	}
	for _, st := range from.thrown {
		regs := make([]val, fr.fn.NumRegs)
		for i := range regs {
			regs[i] = anything
		}
		st.regs = regs
		fr.thrown = append(fr.thrown, st)
	}
}

// unknownCall is a call of code nobody modelled: it may keep and change what it is
// given.
func (r *run) unknownCall(fr *frame, in *ir.Instr, st *state, fn *ir.Func, args []val) val {
	var lab text.Labels
	if fn == nil && !fr.fn.Unit.Stub {
		r.opened++
	}
	for _, a := range args {
		lab |= a.lab
		if a.k == kRest && a.rest != nil {
			for _, x := range *a.rest {
				r.release(st, x)
			}
		}
		r.release(st, a)
	}
	f := form{any: true, min: minInt, max: maxInt}
	if fn != nil && len(fn.Results) > 0 {
		f = formOf(fn.Results[0])
	} else if in.Op == ir.Call && in.Aux != nil && in.Aux.Type != nil {
		f = formOf(in.Aux.Type)
	}
	v := unknownOf(f, lab)
	if f.any && in.Dst != ir.NoReg {
		v.lab = 0
	}
	v.fl |= answered
	return r.fresh(v)
}

// release gives unknown code an address.
func (r *run) release(st *state, v val) {
	if o := st.object(v.obj); v.k == kFunc && o != nil && !o.escaped {
		st.own(v.obj).escaped = true
		for _, c := range o.cells {
			r.release(st, c.v)
		}
		return
	}
	if v.k != kPtr || v.obj == 0 {
		return
	}
	st.unmark(v.obj)
	if o := st.object(v.obj); o != nil && o.kind != oLiteral {
		r.escape(st, v, 0)
		for _, c := range o.cells {
			r.reachable(st, c.v, 0)
		}
		st.own(v.obj).forget(0)
	}
}

// reachable leaves open what unknown code can reach by way of an object it was given: what
// was never written there may have been by now.
func (r *run) reachable(st *state, v val, depth int) {
	o := st.object(v.obj)
	if v.k != kPtr || v.obj == 0 || o == nil || o.open || o.kind == oLiteral || depth > 4 {
		return
	}
	o = st.own(v.obj)
	o.open, o.zero = true, false
	for _, c := range o.cells {
		r.reachable(st, c.v, depth+1)
	}
}

// leaks reports what was allocated in a function, or below it, and that nobody can
// free any more.
func (r *run) leaks(fr *frame, st *state, ret val) {
	if r.over || r.widened > 0 {
		return
	}
	var live []objID
	for i := max(fr.base, 1); i < len(st.heap); i++ {
		if o := st.heap[i]; o != nil && (o.kind == oHeap || o.kind == oHandle) && !o.freed && !o.escaped {
			live = append(live, objID(i))
		}
	}
	if len(live) == 0 {
		return
	}
	m := marker{st: st, seen: map[objID]bool{}}
	m.mark(ret)
	for i := 1; i < len(st.heap); i++ {
		o := st.heap[i]
		if o != nil && (o.kind == oGlobal || o.kind == oForeign || i < fr.base) {
			m.object(objID(i))
		}
	}
	for i := range st.over {
		m.object(st.over[i].id)
	}
	for _, v := range st.regs { // callers further out hold what was made before
		m.mark(v)
	}
	inner := marker{st: st, seen: map[objID]bool{}} // what leaks with another is not told of apart
	for _, id := range live {
		if !m.seen[id] && !inner.seen[id] {
			for _, c := range st.object(id).cells {
				inner.mark(c.v)
			}
		}
	}
	for _, id := range live {
		if m.seen[id] || inner.seen[id] {
			continue
		}
		o := st.own(id)
		o.escaped = true // told once
		kind, how := "leak", "is never freed"
		if o.kind == oHandle {
			kind, how = "leak.file", "is never closed"
		}
		if o.at.fn != nil {
			r.reportAt(st, o.at.fn, o.at.in, kind, how)
		}
	}
}

type marker struct {
	st   *state
	seen map[objID]bool
}

func (m *marker) mark(v val) {
	if v.k == kRest && v.rest != nil {
		for _, x := range *v.rest {
			m.mark(x)
		}
	}
	if (v.k == kPtr || v.k == kFunc) && v.obj != 0 {
		m.object(v.obj)
	}
}

func (m *marker) object(id objID) {
	if m.seen[id] {
		return
	}
	m.seen[id] = true
	if o := m.st.object(id); o != nil {
		for _, c := range o.cells {
			m.mark(c.v)
		}
	}
}

// resolve finds the function that a name means in a file.
func (p *program) resolve(u *ir.Unit, name string, args int) *ir.Func {
	k := resolveKey{u, name, args}
	p.mu.Lock()
	f, ok := p.resolved[k]
	p.mu.Unlock()
	if ok {
		return f
	}
	f = p.find(u, name, args)
	p.mu.Lock()
	p.resolved[k] = f
	p.mu.Unlock()
	return f
}

type resolveKey struct {
	unit *ir.Unit
	name string
	args int
}

func (p *program) find(u *ir.Unit, name string, args int) *ir.Func {
	bare, count, types, exact := overload(name)
	want := args
	if exact {
		if n, err := strconv.Atoi(count); err == nil {
			want = n + 1
		}
	}
	var best *ir.Func
	score, takes := -1, 0
	for _, f := range p.funcs[bare] {
		if f.Static && f.Unit != u {
			continue
		}
		s := 0
		if f.Unit == u {
			s += 8
		}
		if !f.NoBody {
			s += 4
		}
		if !f.Unit.Stub {
			s += 2
		}
		n := len(f.Params)
		if exact && !f.Recv {
			n++
		}
		if exact && len(f.Params) > 0 && f.Params[len(f.Params)-1].Variadic {
			n--
		}
		if n == want {
			s += 16
			if exact && len(p.funcs[bare]) > 1 && signature(f) == types {
				s += 16
			}
		}
		if path.Dir(f.Unit.Path) == path.Dir(u.Path) {
			s++
		}
		if s > score {
			best, score, takes = f, s, n
		}
	}
	if best != nil && best.Unit.Stub && !u.Stub && want > takes && !(len(best.Params) > 0 && best.Params[len(best.Params)-1].Variadic) {
		return nil // a function of the program's that has the name of a library's
	}
	return best
}

// overload takes the name of a call apart: "NAME/PARAMETERS:TYPES".
func overload(name string) (bare, count, types string, exact bool) {
	for i := len(name) - 1; i > 0; i-- {
		if name[i] == '/' && i+1 < len(name) && name[i+1] >= '0' && name[i+1] <= '9' {
			count, types, _ = strings.Cut(name[i+1:], ":")
			return name[:i], count, types, true
		}
	}
	return name, "", "", false
}

// signature is how the types of a function's parameters read in calls.
func signature(f *ir.Func) string {
	var parts []string
	for i, p := range f.Params {
		if p.Variadic || i == 0 && f.Recv {
			continue
		}
		parts = append(parts, p.Type.String())
	}
	return strings.Join(parts, ",")
}

// method finds a class's method, its own or a base's.
func (p *program) method(class, name string, args int) *ir.Func {
	for hop := 0; hop < 8 && class != ""; hop++ {
		var best *ir.Func
		for _, f := range p.funcs[class+"."+name] {
			if best == nil || len(f.Params) == args {
				best = f
			}
		}
		if best != nil && !best.NoBody {
			return best
		}
		class = p.bases[class]
		if strings.HasPrefix(name, "~") {
			name = "~" + class[strings.LastIndexByte(class, '.')+1:]
		}
	}
	return nil
}
