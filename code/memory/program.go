package memory

import (
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/solve"
)

// A program is what all runs share; it does not change but for what is looked up.
type program struct {
	link     *link.Program
	funcs    map[string][]*ir.Func // by bare name
	methods  map[string][]*ir.Func // by the last part of the name
	bases    map[string]string     // a class's first base
	owners   map[string][]owner    // of variables, by name
	changed  map[string]bool       // variables written after the start
	ids      map[string]objID      // of variables as the program starts
	started  []*object             // by objID less startBase
	later    []*object             // the same, where functions may have changed them
	beliefs  beliefs
	mu       sync.Mutex
	resolved map[resolveKey]*ir.Func
	costs    map[costKey]cost
}

func newProgram(p *link.Program) *program {
	out := &program{link: p, funcs: map[string][]*ir.Func{}, methods: map[string][]*ir.Func{}, bases: map[string]string{}, owners: map[string][]owner{},
		changed: map[string]bool{}, ids: map[string]objID{}, resolved: map[resolveKey]*ir.Func{}, costs: map[costKey]cost{}, beliefs: beliefs{}}
	for _, u := range p.Units {
		for _, f := range u.Funcs {
			bare := bareName(f)
			out.funcs[bare] = append(out.funcs[bare], f)
			if i := strings.LastIndexByte(bare, '.'); i >= 0 {
				out.methods[bare[i+1:]] = append(out.methods[bare[i+1:]], f)
			}
		}
		for _, t := range u.Types {
			if len(t.Bases) > 0 {
				out.bases[strings.TrimPrefix(t.Name, u.Module+".")] = t.Bases[0].Name
			}
		}
		for i := range u.Globals {
			n := u.Globals[i].Name
			if us := out.owners[n]; len(us) == 0 || us[len(us)-1].unit != u {
				out.owners[n] = append(us, owner{u, u.Globals[i].Own})
			}
		}
	}
	for _, u := range p.Units {
		if u.Init != nil && !u.Stub { // a variable whose address another one holds
			w := writes{p: out, unit: u, held: map[ir.Reg]string{}, start: true}
			w.block(u.Init.Body)
		}
		for _, f := range u.Funcs {
			w := writes{p: out, unit: u, held: map[ir.Reg]string{}}
			w.block(f.Body)
			if !u.Stub {
				out.believe(f)
			}
		}
	}
	out.start()
	return out
}

// bareName is the name by which other files know a function.
func bareName(f *ir.Func) string {
	n := strings.TrimPrefix(f.Name, f.Unit.Module+".")
	if i := strings.LastIndexByte(n, '~'); i > 0 && n[i-1] != '.' {
		n = n[:i]
	}
	return n
}

// variable is the key of a variable as a file sees it.
func (p *program) variable(u *ir.Unit, name string) string {
	us := p.owners[name]
	for _, o := range us {
		if o.unit == u {
			return u.Module + "." + name
		}
	}
	for _, o := range us {
		if !o.alone {
			return o.unit.Module + "." + name
		}
	}
	return name
}

// An owner is a file that has a variable, for itself alone where it is static.
type owner struct {
	unit  *ir.Unit
	alone bool
}

// writes finds the variables that functions write, or whose address they hand on.
type writes struct {
	p     *program
	unit  *ir.Unit
	held  map[ir.Reg]string
	start bool // before anything runs: what is written there is no change
}

func (w *writes) block(b ir.Block) {
	for in := range b.All() {
		w.instr(in)
	}
}

func (w *writes) instr(in *ir.Instr) {
	held := w.held[in.A]
	switch in.Op {
	case ir.FieldRef, ir.IndexRef:
		if in.A == ir.NoReg {
			held = w.p.variable(w.unit, in.Name)
		}
		if held != "" {
			w.held[in.Dst] = held
		} else {
			delete(w.held, in.Dst)
		}
		return
	case ir.Load, ir.Const, ir.Binary:
		delete(w.held, in.Dst)
		return
	case ir.Store:
		if !w.start {
			w.change(in.A)
		}
		if in.Flags&ir.FlagValue == 0 {
			w.change(in.B)
		}
		return
	case ir.Call, ir.Method, ir.Copy, ir.Return, ir.Convert, ir.MakeFunc:
		w.change(in.A)
		for _, a := range in.Args {
			w.change(a)
		}
	}
	delete(w.held, in.Dst)
}

func (w *writes) change(r ir.Reg) {
	if name := w.held[r]; name != "" {
		w.p.changed[name] = true
	}
}

func newRun(p *program, root *ir.Func, demands map[string]demand.Demand, budget int64) *run {
	return &run{program: p, root: root, demands: demands, budget: budget, derived: map[sym]derivation{}, given: map[sym]bool{}, globals: map[string]objID{}, lits: map[*ir.Func]map[int]objID{},
		bySite: map[sourceKey]int{}, seen: map[flowKey]bool{}, reached: map[*ir.Func]bool{}, syms: firstSym, asked: map[*ir.Instr]int{}, places: map[sym][]objID{}, scales: map[scale]sym{}}
}

// globalObject is the object of a variable with static storage.
func (r *run) globalObject(fr *frame, in *ir.Instr, st *state) objID {
	key := r.variable(fr.fn.Unit, in.Name)
	if id, ok := r.ids[key]; ok && r.root != nil {
		return id
	}
	id, ok := r.globals[key]
	if ok {
		return id
	}
	o := &object{kind: oGlobal, size: unknownSize(), zero: r.root == nil, open: r.root != nil}
	if in.Aux != nil && in.Aux.Size > 0 {
		o.size = num(in.Aux.Size)
	}
	id = r.fix(st, o)
	r.globals[key] = id
	return id
}

// fix makes an object that all ways of a run know by one number. While the program
// starts there is one way.
func (r *run) fix(st *state, o *object) objID {
	if r.root == nil {
		return st.alloc(o)
	}
	r.fixed = append(r.fixed, o)
	return fixedBase + objID(len(r.fixed)-1)
}

func (r *run) isMain() bool { return r.root == nil || bareName(r.root) == "main" }

// Solve executes the program abstractly from its roots and reports what it finds,
// as package solve does for languages without memory.
func Solve(p *link.Program, demands []demand.Demand, opt solve.Options) *solve.Result {
	return NewLab(p, demands).Solve(opt)
}

// Solve is the function of that name on a program that is prepared.
func (l *Lab) Solve(opt solve.Options) *solve.Result {
	if opt.RootWork <= 0 {
		opt.RootWork = 10_000
	}
	prog := l.program
	kinds := map[string]demand.Demand{}
	for kind, d := range l.demands {
		if _, watched := opt.Watch[kind]; opt.Watch == nil || watched {
			kinds[kind] = d
		}
	}
	s := &solving{program: prog, kinds: kinds, opt: opt, reached: map[*ir.Func]bool{}, seen: map[flowKey]bool{}, res: &solve.Result{}}
	if s.opt.Work <= 0 {
		s.opt.Work = 1 << 40
	}
	s.wave(prog.roots(true), opt.RootWork, maxCalls)
	var left []*ir.Func
	for _, f := range prog.roots(false) {
		if !s.reached[f] {
			left = append(left, f)
		}
	}
	s.wave(left, opt.RootWork/5, maxAlone)
	return s.res
}

type solving struct {
	*program
	kinds   map[string]demand.Demand
	opt     solve.Options
	reached map[*ir.Func]bool
	seen    map[flowKey]bool
	res     *solve.Result
}

// execute runs one root. A fault of the engine's own ends this root and no other.
func (s *solving) execute(root *ir.Func, budget int64, deep int) (r *run) {
	r = newRun(s.program, root, s.kinds, budget)
	r.deep, r.share = deep, s.share(root, budget, deep)
	r.budget = r.share.budget
	defer func() { r.fault = recover() }()
	r.runRoot()
	return r
}

// wave runs roots side by side and takes what they found in their order.
func (s *solving) wave(roots []*ir.Func, budget int64, deep int) {
	runs := make([]*run, len(roots))
	next := make(chan int)
	var wg sync.WaitGroup
	for range max(1, min(s.opt.Jobs, len(roots))) {
		wg.Go(func() {
			for i := range next {
				r := s.execute(roots[i], budget, deep)
				r.derived, r.given, r.globals, r.lits, r.bySite, r.fixed, r.asked = nil, nil, nil, nil, nil, nil, nil
				runs[i] = r
			}
		})
	}
	for i := range roots {
		next <- i
	}
	close(next)
	wg.Wait()
	s.sure(runs)
	for i, r := range runs {
		s.res.Work += r.work
		for f := range r.reached {
			s.reached[f] = true
		}
		for _, f := range r.flows {
			k := flowKey{f.Sink, f.At.Unit, f.At.Span}
			if !s.seen[k] {
				s.seen[k] = true
				s.res.Flows = append(s.res.Flows, f)
			}
		}
		if r.fault != nil {
			s.res.Notes = append(s.res.Notes, solve.Fault(roots[i], r.fault))
		}
		if r.over {
			s.res.Notes = append(s.res.Notes, solve.Note{Unit: roots[i].Unit, Span: roots[i].NameSpan, Text: "ways beyond the bound of work in " + roots[i].Name + " were not followed"})
		}
	}
}

// roots lists the project's functions; top keeps those that no other calls.
func (p *program) roots(top bool) []*ir.Func {
	called := map[*ir.Func]bool{}
	if top {
		for _, u := range p.link.Units {
			if u.Stub {
				continue
			}
			for _, f := range u.Funcs {
				p.calls(u, f, called)
			}
		}
	}
	var out []*ir.Func
	for _, u := range p.link.Units {
		if u.Stub || u.Test {
			continue
		}
		for _, f := range u.Funcs {
			if !f.NoBody && !called[f] {
				out = append(out, f)
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := bareName(out[i]) == "main", bareName(out[j]) == "main"
		return a && !b
	})
	return out
}

func (p *program) calls(u *ir.Unit, from *ir.Func, called map[*ir.Func]bool) {
	for in := range from.Body.All() {
		name := ""
		switch {
		case in.Op == ir.Call && in.A == ir.NoReg, in.Op == ir.GetGlobal:
			name = in.Name
		case in.Op == ir.Method && in.Aux != nil && in.Aux.Type != nil:
			for _, f := range p.methods[in.Name] {
				called[f] = true
			}
		}
		if in.Op == ir.MakeFunc && in.Aux != nil {
			called[in.Aux.Fn] = true
		}
		if name != "" && !strings.HasPrefix(name, "prunella.") {
			if f := p.resolve(u, name, len(in.Args)); f != nil && f != from {
				called[f] = true
			}
		}
	}
}

// runRoot runs the root with unknown arguments.
func (r *run) runRoot() {
	f := r.root
	st := &state{owner: new(byte), regs: make([]val, f.NumRegs), heap: make([]*object, 1, 32), run: r, prog: r.program, main: r.isMain()}
	fr := &frame{fn: f, base: len(st.heap)}
	r.parameters(fr, st)
	ends := r.run1(fr, st)
	r.held(fr, ends, func(o *state) val { return o.ret })
	for _, end := range ends {
		v := end.ret
		if r.in != nil {
			r.result = told(end, v)
		}
		end.regs = nil
		if bareName(f) != "main" && !f.Unit.Stub {
			r.leaks(fr, end, v)
		}
	}
}

// parameters gives a root's parameters unknown values; those of main come from
// outside.
func (r *run) parameters(fr *frame, st *state) {
	f := fr.fn
	main := bareName(f) == "main" && len(f.Params) >= 2
	for _, c := range f.Captures {
		st.set(c, r.fresh(anything))
	}
	at := &ir.Instr{Op: ir.Call, Span: f.NameSpan, Name: "main"}
	for i, p := range f.Params {
		v := r.fresh(unknownOf(formOf(p.Type), 0))
		r.given[v.sym] = true
		switch {
		case p.Variadic:
			v = val{k: kRest, rest: &[]val{}}
		case !main && r.in != nil && r.in.passed && v.k == kInt:
			if n, err := strconv.ParseInt(r.in.all, 10, 64); err == nil && n >= v.lo && n <= v.hi {
				v = num(n)
			}
		case !main && r.in != nil && r.in.passed && isText(f, p):
			v = r.foreignText(st, exactly(r.in.all, 0), 1)
		case main && i == 0:
			v = r.fresh(between(1, 8))
			if r.in != nil {
				v = num(8)
			}
		case main && i == 1:
			v = r.arguments(fr, at, st)
		}
		st.set(p.Reg, v)
	}
}

// isText reports a parameter that is a text which the function only reads, as its head
// says: "const char *name".
func isText(f *ir.Func, p ir.Param) bool {
	if p.Name == "" || p.Type == nil || p.Type.Kind != ir.Pointer || f.Unit == nil || int(f.Span.End) > len(f.Unit.Text) {
		return false
	}
	head, _, _ := strings.Cut(string(f.Unit.Text[f.Span.Start:f.Span.End]), "{")
	return constText.MatchString(head) && slices.ContainsFunc(constText.FindAllStringSubmatch(head, -1), func(m []string) bool { return m[1] == p.Name })
}

var constText = regexp.MustCompile(`\b(?:const\s+char|char\s+const)\s*\*\s*(?:const\s+)?(\w+)\s*[,)]`)

// arguments is argv.
func (r *run) arguments(fr *frame, at *ir.Instr, st *state) val {
	o := &object{kind: oForeign, open: true, escaped: true, size: unknownSize()}
	for i := int64(0); i < 8; i++ {
		s := str{lo: 0, hi: maxInt, vague: true}
		m := &machine{r: r, fr: fr, in: at, st: st}
		s.lab = r.label(fr, at, "args")
		s.text = topOf(s.lab, m.name(s.lab))
		if given, ok := m.ask("args"); ok {
			s = exactly(given, s.lab)
		}
		p := r.foreignText(st, s, 1)
		o.cells = append(o.cells, cell{off: 8 * i, n: 8, w: 8, v: p})
	}
	return val{k: kPtr, obj: st.alloc(o)}
}
