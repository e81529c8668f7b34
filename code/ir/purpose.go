package ir

import "strings"

// Purpose names what a function makes of the results of the calls at a span, for
// models whose judgement depends on it (a random number that becomes a token): the
// variables, fields and keys they are stored in, the methods they are handed to,
// and the function itself when it returns them. A call whose result nobody uses
// may fill the arrays it is handed: then it is they. The names are joined with
// blanks; "" when nothing is made of them.
func (f *Func) Purpose(at Span) string {
	for _, fills := range []bool{false, true} {
		p := purpose{f: f, fills: fills, from: map[Reg]bool{}, words: map[Reg]string{}, seen: map[string]bool{}}
		for range 3 { // loops and assignments in any order
			p.block(f.Body, at)
		}
		if len(p.names) > 0 {
			return strings.Join(p.names, " ")
		}
	}
	return ""
}

type purpose struct {
	f     *Func
	fills bool         // the arrays among the arguments count as results
	from  map[Reg]bool // registers that hold what comes of the calls
	words map[Reg]string
	seen  map[string]bool
	names []string
}

func (p *purpose) say(name string) {
	name = strings.Trim(name[strings.LastIndexAny(name, "./")+1:], "<>")
	if name != "" && !p.seen[name] {
		p.seen[name] = true
		p.names = append(p.names, name)
	}
}

func (p *purpose) taint(r Reg) {
	if r < 0 || p.from[r] {
		return
	}
	p.from[r] = true
	if int(r) < len(p.f.RegNames) {
		p.say(p.f.RegNames[r])
	}
}

// key names a constant text: a map's key, a header's name.
func (p *purpose) key(r Reg) {
	if name := p.words[r]; len(name) < 40 && !strings.ContainsAny(name, " %\n") {
		p.say(name)
	}
}

func (p *purpose) block(b Block, at Span) {
	for in := range b.All() {
		p.instr(in, at)
	}
}

func (p *purpose) instr(in *Instr, at Span) {
	delete(p.words, in.Dst)
	if in.Op == Const {
		p.forget(in.Dst)
		if c := p.f.Consts[in.A]; c.Kind == Str {
			p.words[in.Dst] = c.Str
		}
		return
	}
	if (in.Op == Call || in.Op == Method) && in.Span == at {
		p.taint(in.Dst)
		for _, r := range in.Args {
			if p.fills && p.f.array(r) {
				p.taint(r)
			}
		}
		return
	}
	switch in.Op {
	case SetField, Store:
		if p.from[in.B] {
			p.say(in.Name)
			p.taint(in.A)
		}
		return
	case SetIndex:
		if p.from[in.C] {
			p.taint(in.A)
			p.key(in.B)
		}
		return
	case If, Loop, Scope, Try, Defer, Throw:
		return
	}
	if !p.uses(in) {
		p.forget(in.Dst)
		return
	}
	switch in.Op {
	case SetGlobal:
		p.say(in.Name)
	case Return:
		p.say(p.f.Name)
	case Unpack:
		for _, r := range in.Args {
			p.taint(r)
		}
	case Call, Method:
		for _, r := range in.Args {
			p.key(r)
		}
	case New:
		for i, r := range in.Args {
			if p.from[r] && in.Aux != nil && i < len(in.Aux.Keys) {
				p.say(in.Aux.Keys[i])
			}
		}
	}
	p.taint(in.Dst)
}

func (f *Func) array(r Reg) bool {
	return r >= 0 && int(r) < len(f.RegTypes) && f.RegTypes[r] != nil && f.RegTypes[r].Kind == ListOf
}

// forget: temporaries are used again for other things.
func (p *purpose) forget(r Reg) {
	if r >= 0 && int(r) < len(p.f.RegNames) && p.f.RegNames[r] == "" {
		delete(p.from, r)
	}
}

// uses reports whether an instruction reads what comes from the calls.
func (p *purpose) uses(in *Instr) bool {
	if p.from[in.A] || p.from[in.B] || p.from[in.C] {
		return true
	}
	for _, r := range in.Args {
		if p.from[r] {
			return true
		}
	}
	return false
}
