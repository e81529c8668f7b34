package solve

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/link"
	"github.com/prunella/prunella/code/value"
)

// A funcInfo is what one cheap look at a function tells, by names only: which
// functions it may call, and what may be reached through it.
type funcInfo struct {
	fn       *ir.Func
	index    int // in order of units and functions
	unit     int32
	size     int // instructions
	reach    reach
	recovers bool // calls Go's recover
	calls    []int
	names    []nameCall // methods called, by bare name
	called   bool       // some project function names it
	consts   []*val
	put      map[ir.Reg]bool    // models: what is stored behind a pointer or in a field
	set      []int32            // the constant that each register is set to, counted from 1; -1 for several; dropped after the scan
	says     bool               // a sink that judges what is written here, whatever the function is given
	foreign  map[*ir.Instr]bool // calls of methods of libraries' structs that nobody described
	types    []*ir.Type         // of registers, as far as declarations tell; dropped after the scan
	from     map[ir.Reg]string  // the global name that a register was read from; dropped likewise
	handed   map[ir.Reg]bool    // registers read from captured cells; likewise
	captured []*ir.Type         // of the cells that a nested function is given
	at       []ir.Span          // the place of each constant's first use
	sums     []string           // the types of the whole numbers that it computes; dropped after the scan
	ends     bool               // and a constant that is as far as one of these goes
}

// reach says what a function, or what it calls, may do.
type reach uint32

const (
	toValue reach = 1 << iota // a sink that judges the value itself, whoever's it is
	toEntry
	toWrite                                          // changes objects or globals it did not make
	toKept                                           // calls what was handed over earlier and kept: the next handler of a chain
	firstSource                                      // source kinds; see [watch]
	allSources  = (1<<maxPrefixes - 1) * firstSource // and the sinks that watch them
	toSink      = allSources<<maxPrefixes | toValue
)

// A graph holds a funcInfo for every function of the program.
type graph struct {
	watch   *watch
	learnt  map[string]string // sources that were learnt
	infos   []*funcInfo
	of      map[*ir.Func]*funcInfo
	sinks   map[string]reach     // names of fields that are sinks
	setters map[string]bool      // names of functions that stores call (JavaScript)
	chains  bool                 // callbacks go on to the next handler (JavaScript)
	wraps   bool                 // numbers say what they hold, and some rule asks
	typed   bool                 // and their types, so that arithmetic is judged
	given   reach                // sources of the unknown instances that models describe
	served  bool                 // the program registers that it answers requests
	offers  bool                 // it is a library; see offered.go
	carried map[*ir.Instr][]bool // of each loop
	own     map[string]bool      // endings of the names of the program's types
	later   map[string]bool      // fields that other methods of their class than constructors set

	known    map[string]resolved
	dispatch map[string][]*ir.Func // what a method of an interface may be
	cellOf   map[*ir.Global]objID
	classOf  map[*ir.TypeDecl]objID
	cells    []*obj // of the globals, as they are before any code ran
}

func newGraph(p *link.Program, w *watch, learnt map[string]string) *graph {
	g := &graph{watch: w, learnt: learnt, of: map[*ir.Func]*funcInfo{}, sinks: map[string]reach{}, setters: map[string]bool{}, carried: map[*ir.Instr][]bool{}, own: map[string]bool{}, later: map[string]bool{}, dispatch: map[string][]*ir.Func{}}
	g.chains = p.Lang.Semantics().PropertyKeys
	g.addGlobals(p)
	for _, u := range p.Units {
		for _, t := range u.Types {
			g.own[ending(t.Name)] = g.own[ending(t.Name)] || !u.Stub
			for _, f := range t.Fields {
				if kind := sinkTag(f.Tag); kind != "" {
					g.sinks[f.Name] |= w.sink(kind)
				}
			}
		}
	}
	for i, u := range p.Units {
		if u.Init != nil {
			g.add(u.Init, int32(i+1))
		}
		for _, f := range u.Funcs {
			g.add(f, int32(i+1))
		}
	}
	byName := map[string][]int{}
	for _, in := range g.infos {
		if in.fn.Class != "" || p.Lang.Semantics().PropertyKeys { // any function may be a property
			name := strings.Trim(lastName(in.fn.Name), "<>")
			if name == "setter" && in.fn.Class != "" {
				name = strings.TrimPrefix(in.fn.Name, in.fn.Class+".")
				g.setters[name] = true
			}
			byName[name] = append(byName[name], in.index)
		}
	}
	for n := 0; n < len(g.infos); n++ { // grows by nested functions
		g.scan(p, g.infos[n])
	}
	g.spread(byName)
	g.describe(p)
	g.settle(p)
	return g
}

// size counts the project's instructions.
func (g *graph) size() int64 {
	var n int64
	for _, in := range g.infos {
		if !in.fn.Unit.Stub && !in.fn.Unit.Test {
			n += int64(in.size)
		}
	}
	return n
}

func (g *graph) add(f *ir.Func, unit int32) *funcInfo {
	if in, ok := g.of[f]; ok {
		return in
	}
	in := &funcInfo{fn: f, index: len(g.infos), unit: unit}
	in.consts, in.at = make([]*val, len(f.Consts)), make([]ir.Span, len(f.Consts))
	g.infos = append(g.infos, in)
	g.of[f] = in
	return in
}

// scan looks at every instruction of a function once.
func (g *graph) scan(p *link.Program, in *funcInfo) {
	in.types, in.set = make([]*ir.Type, in.fn.NumRegs), make([]int32, in.fn.NumRegs)
	in.from = map[ir.Reg]string{}
	for _, pr := range in.fn.Params {
		t := pr.Type
		if t == nil && in.fn.Recv && in.fn.Class != "" && pr.Reg == in.fn.Params[0].Reg {
			t = &ir.Type{Kind: ir.Named, Name: in.fn.Class}
		}
		in.setType(pr.Reg, t)
		g.block(p, in, pr.Default)
	}
	for n, reg := range in.fn.Captures {
		if n < len(in.captured) {
			in.setType(reg, in.captured[n])
		}
	}
	g.block(p, in, in.fn.Body)
	in.ends = in.endOf()
	in.types, in.set, in.from, in.handed, in.sums = nil, nil, nil, nil, nil
}

// endOf tells whether the function computes numbers of a type and knows how far they go:
// then its constants may wrap.
func (in *funcInfo) endOf() bool {
	return slices.ContainsFunc(in.sums, func(name string) bool {
		t := wholes[name]
		return slices.ContainsFunc(in.fn.Consts, func(c ir.Value) bool {
			return c.Kind == ir.Int && (c.Int == t.hi || c.Int == t.lo)
		})
	})
}

func (g *graph) block(p *link.Program, in *funcInfo, b ir.Block) {
	in.size += len(b)
	for i := range b {
		g.instr(p, in, &b[i])
		g.infer(p, in, &b[i])
		if a := b[i].Aux; a != nil {
			for _, inner := range a.Blocks {
				g.block(p, in, inner)
			}
			for _, h := range a.Handlers {
				g.block(p, in, h.Body)
			}
		}
	}
}

func (g *graph) instr(p *link.Program, in *funcInfo, i *ir.Instr) {
	switch i.Op {
	case ir.Const:
		if n := int(i.A); n >= 0 && n < len(in.consts) && in.consts[n] == nil {
			in.consts[n], in.at[n] = constVal(in.fn.Consts[n], in.unit, i), i.Span
			in.consts[n].hash() // runs side by side share it
		}
		in.noteConst(i)
	case ir.Call:
		if i.A == ir.NoReg {
			g.name(p, in, i)
		} else if g.chains && in.keeps(i.A) {
			in.reach |= toKept
		}
	case ir.GetGlobal:
		g.name(p, in, i)
		in.from[i.Dst] = i.Name
	case ir.Method, ir.GetField, ir.FieldRef:
		g.methodEdge(p, in, i)
	case ir.Load:
		if g.chains && slices.Contains(in.fn.Captures, i.A) {
			in.hand(i.Dst)
		}
	case ir.SetGlobal:
		g.assigned(p, i.Name)
		in.reach |= toWrite
	case ir.Store:
		if in.fn.Unit.Stub {
			in.puts(i.B)
		}
		in.reach |= toWrite
		in.reach |= g.protoSink(i)
	case ir.SetIndex, ir.DelIndex:
		in.reach |= toWrite
		in.reach |= g.protoSink(i)
	case ir.GetIndex:
		in.reach |= g.protoSink(i)
		if f := p.Method(in.typeOf(i.A).Base(), "__getitem__"); f != nil {
			g.edge(in, f)
		}
	case ir.SetField:
		in.reach |= toWrite
		in.reach |= g.sinks[i.Name]
		if c := in.fn.Class; c != "" && !in.fn.Unit.Stub && lastName(in.fn.Name) != p.Lang.Semantics().Constructor {
			g.later[c+"."+i.Name] = true
		}
		if name := i.Name + ".setter"; len(g.setters) > 0 && g.setters[name] {
			in.names = append(in.names, nameCall{name, -1})
		}
	case ir.Binary:
		g.arithmetic(in, i)
	case ir.New:
		if in.fn.Unit.Stub {
			in.puts(i.Args...)
		}
		g.newStruct(p, in, i)
	case ir.Loop, ir.Range:
		if i.Aux != nil {
			g.carried[i] = carried(i, in.fn.NumRegs)
		}
	case ir.MakeFunc:
		if i.Aux != nil && i.Aux.Fn != nil {
			sub := g.add(i.Aux.Fn, in.unit)
			for _, reg := range i.Args {
				sub.captured = append(sub.captured, in.typeOf(reg))
			}
			sub.called = true
			in.calls = append(in.calls, sub.index)
		}
	}
}

// hand notes a register read from a captured cell.
func (in *funcInfo) hand(reg ir.Reg) {
	if in.handed == nil {
		in.handed = map[ir.Reg]bool{}
	}
	in.handed[reg] = true
}

// keeps reports whether a function that is called was handed over before the call: to what
// encloses this one (a callback that goes on with the next handler), or, of a model, into a
// list or table of its own.
func (in *funcInfo) keeps(reg ir.Reg) bool {
	if in.from[reg] != "" || slices.ContainsFunc(in.fn.Params, func(p ir.Param) bool { return p.Reg == reg }) {
		return false
	}
	return in.handed[reg] != in.fn.Unit.Stub
}

// arithmetic on whole numbers that wrap is judged like a sink of data. That a
// constant may break it is not worth following a call for.
func (g *graph) arithmetic(in *funcInfo, i *ir.Instr) {
	if i.Aux == nil || len(i.Aux.Keys) != 3 {
		return
	}
	var kinds []string
	switch i.Tok {
	case ir.Add, ir.Sub, ir.Mul:
		kinds = []string{"wrap.over", "wrap.under"}
		in.sums = append(in.sums, i.Aux.Keys[0])
	case ir.Div, ir.Mod:
		kinds = []string{"wrap.zero"}
	}
	for _, kind := range kinds {
		if of := g.watch.sink(kind) &^ toValue; of != 0 {
			g.wraps, g.typed = true, true
			in.reach |= of
		}
	}
}

// puts notes that a model stores registers behind a pointer or in fields: they have not
// the type of what the model gives.
func (in *funcInfo) puts(regs ...ir.Reg) {
	if in.put == nil {
		in.put = map[ir.Reg]bool{}
	}
	for _, reg := range regs {
		in.put[reg] = true
	}
}

func (g *graph) newStruct(p *link.Program, in *funcInfo, i *ir.Instr) {
	if len(g.sinks) == 0 || i.Aux == nil {
		return
	}
	if decl := p.Type(i.Aux.Type.Base()); decl != nil {
		for _, f := range decl.Fields {
			if kind := sinkTag(f.Tag); kind != "" {
				in.reach |= g.watch.sink(kind)
			}
		}
	}
}

// name adds the edge to a function, a class's constructor or an intrinsic.
func (g *graph) name(p *link.Program, in *funcInfo, i *ir.Instr) {
	name := i.Name
	switch name {
	case ir.IntrinsicSource:
		kind, _ := in.firstConst(i)
		in.reach |= g.watch.source(kind)
		return
	case ir.IntrinsicSink:
		g.sink(in, i)
		return
	case ir.IntrinsicEntry:
		in.reach |= toEntry
		kind, _ := in.firstConst(i)
		g.served = g.served || kind == "http" && !in.fn.Unit.Stub && !in.fn.Unit.Test
		return
	case "builtin.recover":
		in.recovers = true
	}
	if kind, ok := g.learnt[name]; ok {
		in.reach |= g.watch.source(kind)
	}
	n := g.learn(p, name)
	f := n.fn
	if f == nil {
		if decl := n.decl; decl != nil {
			f = p.Method(decl.Name, p.Lang.Semantics().Constructor)
		}
	}
	if f == nil {
		if p.Lang.Semantics().PropertyKeys {
			in.names = append(in.names, nameCall{lastName(name), -1})
		}
		return
	}
	g.edge(in, f)
	for _, o := range p.Overloads(f) {
		g.edge(in, o)
	}
}

// edge notes that a function may call another.
func (g *graph) edge(in *funcInfo, f *ir.Func) {
	sub := g.add(f, in.unit)
	in.calls = append(in.calls, sub.index)
	if !in.fn.Unit.Stub && !in.fn.Unit.Test && sub != in {
		sub.called = true
	}
}

// spread carries reach from callees to callers until nothing changes. Calls by bare
// name are nodes by name and number of arguments, so a common name costs one edge.
func (g *graph) spread(byName map[string][]int) {
	callers := make([][]int32, len(g.infos))
	users := map[nameCall][]int32{}
	meant := make([][]nameCall, len(g.infos)) // by function
	for _, in := range g.infos {
		for _, c := range in.calls {
			callers[c] = append(callers[c], int32(in.index))
		}
		for _, n := range in.names {
			if users[n] == nil {
				for _, i := range byName[n.name] {
					if n.takes(g.infos[i].fn) {
						meant[i] = append(meant[i], n)
					}
				}
			}
			users[n] = append(users[n], int32(in.index))
		}
	}
	nameReach := map[nameCall]reach{}
	var queue []int
	for _, in := range g.infos {
		if in.reach != 0 {
			queue = append(queue, in.index)
		}
	}
	raise := func(to int32, r reach) {
		if t := g.infos[to]; t.reach|r != t.reach {
			t.reach |= r
			queue = append(queue, int(to))
		}
	}
	for len(queue) > 0 {
		in := g.infos[queue[len(queue)-1]]
		queue = queue[:len(queue)-1]
		for _, c := range callers[in.index] {
			raise(c, in.reach)
		}
		for _, n := range meant[in.index] {
			if nameReach[n]|in.reach == nameReach[n] {
				continue
			}
			nameReach[n] |= in.reach
			for _, c := range users[n] {
				raise(c, nameReach[n])
			}
		}
	}
	g.markCalled(byName)
}

// settle leaves of every function's reach the sources whose data can matter.
func (g *graph) settle(p *link.Program) {
	var all reach
	for _, in := range g.infos {
		// Models count too: what is called without a name (x[i], a loop) is no edge.
		if !in.fn.Unit.Test {
			all |= in.reach
		}
	}
	if g.offer(p); g.offers {
		all |= g.watch.source(callerKind)
	}
	g.watch.settle(all)
	for _, in := range g.infos {
		in.reach &^= allSources &^ g.watch.live
		if in.fn.Class != "" && lastName(in.fn.Name) == "unknown" {
			g.given |= in.reach & allSources
		}
	}
}

// describe adds what the models of a function's parameters give: a request that
// nobody is seen to hand over holds what somebody sent (its method unknown), and
// JavaScript's properties are no calls by name.
func (g *graph) describe(p *link.Program) {
	asks := map[*ir.Unit]reach{}
	for _, in := range g.infos {
		if in.fn.Unit.Stub && p.Lang.Semantics().PropertyKeys {
			asks[in.fn.Unit] |= in.reach & allSources
		}
	}
	for _, in := range g.infos {
		for i := range in.fn.Params {
			if decl := p.Type(in.fn.Params[i].Type.Base()); decl != nil && !in.fn.Unit.Stub {
				in.reach |= asks[decl.Unit] | g.givenTo(p, decl)
			}
		}
	}
}

// givenTo is the sources that the model of a type asks when it makes one of its own.
func (g *graph) givenTo(p *link.Program, decl *ir.TypeDecl) reach {
	if f := p.Method(decl.Name, "unknown"); f != nil && f.Unit.Stub && g.of[f] != nil {
		return g.of[f].reach & allSources
	}
	return 0
}

// markCalled notes which methods some project function calls by name.
func (g *graph) markCalled(byName map[string][]int) {
	seen := map[nameCall]bool{}
	for _, in := range g.infos {
		if in.fn.Unit.Stub || in.fn.Unit.Test {
			continue
		}
		for _, n := range in.names {
			if seen[n] {
				continue
			}
			seen[n] = true
			for _, i := range byName[n.name] {
				f := g.infos[i]
				f.called = f.called || n.takes(f.fn)
			}
		}
	}
}

// constVal is the value of a constant at its place in the source.
func constVal(c ir.Value, unit int32, i *ir.Instr) *val {
	switch c.Kind {
	case ir.Bool:
		return boolOf(c.Int != 0)
	case ir.Int:
		if c.Str != "" {
			return intAny
		}
		return intOf(c.Int)
	case ir.Float:
		n := int64(c.Float)
		if c.Float != 0 && n == 0 {
			n = 1
		}
		return &val{kind: value.Float, float: true, lo: n, hi: n}
	case ir.Str:
		return &val{kind: value.Str, str: constStr(c.Str, unit, i.Span)}
	case ir.Bytes:
		return &val{kind: value.Bytes, str: constStr(c.Str, unit, i.Span)}
	}
	return nilVal
}

func lastName(qualified string) string {
	return qualified[strings.LastIndexByte(qualified, '.')+1:]
}

// sinkTag is the demand a field's tag names: `prunella:"sink tls.verify"`.
func sinkTag(tag string) string {
	_, rest, ok := strings.Cut(tag, "prunella:")
	if !ok {
		return ""
	}
	rest = strings.Trim(rest, "`\" ")
	if i := strings.IndexByte(rest, '"'); i >= 0 {
		rest = rest[:i]
	}
	kind, ok := strings.CutPrefix(rest, "sink ")
	if !ok {
		return ""
	}
	return strings.TrimSpace(kind)
}
