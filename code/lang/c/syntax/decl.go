package syntax

import (
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

// external reads a declaration at the top of a file or namespace.
func (p *parser) external() ID {
	from := p.pos
	switch {
	case p.is(pp.Semi):
		p.step()
		return 0
	case p.key(kAsm):
		return p.asm()
	case p.key(kStaticAssert):
		p.skipStatement()
		return 0
	case p.key(kExtern) && p.at(1).Kind == pp.String && p.at(2).Kind == pp.LBrace:
		p.step()
		p.step()
		return p.group(Group, from, "")
	case p.key(kNamespace), p.tok().Is("inline") && p.kwAt(1) == kNamespace:
		return p.namespace()
	case p.key(kTemplate):
		return p.template(false)
	case p.key(kUsing):
		return p.using()
	case p.is(pp.RBrace):
		p.problem("unexpected }")
		p.step()
		return 0
	}
	if p.plain(0) && p.at(1).Kind == pp.LParen && p.macroCall() { // MODULE_LICENSE("GPL")
		p.step()
		p.skipBracket()
		if p.is(pp.Arrow) { // BENCHMARK(f)->Arg(1);
			p.skipStatement()
		}
		p.take(pp.Semi)
		return 0
	}
	return p.declaration(false)
}

// macroCall: "NAME(…)" at the top of a file that is neither a function nor its
// declaration.
func (p *parser) macroCall() bool {
	m := p.match[p.pos+1]
	if m < 0 {
		return false
	}
	next := p.Toks[m+1]
	switch next.Kind {
	case pp.LBrace:
		return false
	case pp.Semi:
		return p.at(2).Kind == pp.String || p.at(2).Kind == pp.Number
	case pp.EOF, pp.Arrow:
		return true
	}
	return next.Line && !(next.Kind == pp.Ident && p.oldStyle(int(m)+1))
}

// oldStyle: declarations of parameters, then a body.
func (p *parser) oldStyle(i int) bool {
	for n := 0; n < 200 && i < len(p.Toks); n++ {
		switch p.Toks[i].Kind {
		case pp.LBrace:
			return p.Toks[i-1].Kind == pp.Semi
		case pp.Ident, pp.Star, pp.Comma, pp.Semi, pp.LBracket, pp.RBracket, pp.Number:
		case pp.LParen:
			if m := p.match[i]; m > 0 {
				i = int(m)
			}
		default:
			return false
		}
		i++
	}
	return false
}

// group reads "{ declarations }".
func (p *parser) group(k Kind, from int, name string) ID {
	n := p.open(k)
	p.Nodes[n].Tok = int32(from)
	p.Nodes[n].Text = name
	if !p.enter() {
		return n
	}
	defer p.leave()
	open := p.pos
	p.step()
	var lastKid ID
	for !p.is(pp.RBrace) && !p.is(pp.EOF) {
		at := p.pos
		p.add(n, &lastKid, p.external())
		if p.pos == at {
			p.step()
		}
	}
	p.closing(open, pp.RBrace)
	return p.close(n)
}

func (p *parser) namespace() ID {
	from := p.pos
	if !p.key(kNamespace) {
		p.step()
	}
	p.step()
	var parts []string
	for p.plain(0) || p.is(pp.ColonColon) || p.key(kAttr) {
		if p.plain(0) {
			parts = append(parts, p.tok().Text)
		}
		p.step()
		if p.at(-1).Kind == pp.Ident && p.is(pp.LParen) {
			p.skipBracket()
		}
	}
	if !p.is(pp.LBrace) { // an alias
		p.skipStatement()
		return 0
	}
	return p.group(Namespace, from, strings.Join(parts, "::"))
}

func (p *parser) using() ID {
	from := p.pos
	p.step()
	if p.takeKey(kNamespace) {
		name, _ := p.pathAhead(0)
		p.skipStatement()
		n := p.node(Using, from)
		p.Nodes[n].Text = name
		return n
	}
	if p.plain(0) && p.at(1).Kind == pp.Eq { // using T = type;
		name := p.tok().Text
		p.step()
		p.step()
		t := p.typeName()
		p.take(pp.Semi)
		p.declare(name, aType)
		n := p.node(Decl, from, t)
		p.Nodes[n].Text, p.Nodes[n].Flags = name, FlagTypedef
		return n
	}
	name, _ := p.pathAhead(0)
	if name != "" {
		if k := p.named(name); k != 0 {
			p.declare(last(name), k)
		} else if stdTypes[name] {
			p.declare(last(name), aType)
		}
	}
	p.skipStatement()
	n := p.node(Using, from)
	p.Nodes[n].Text = name
	p.Nodes[n].Flags |= FlagGlobal
	return n
}

// template reads "template <…> declaration" as the declaration.
func (p *parser) template(member bool) ID {
	p.step()
	mark := p.scope()
	if p.is(pp.Less) {
		p.templateParams()
	}
	for p.tok().Is("requires") {
		p.step()
		for !p.is(pp.EOF) && !p.typeKeyword() && !p.is(pp.LBrace) && !p.is(pp.Semi) {
			p.step()
		}
	}
	var d ID
	if !p.enter() {
		return 0
	}
	if p.key(kTemplate) {
		d = p.template(member)
	} else {
		d = p.declaration(member)
	}
	p.leave()
	p.unscope(mark)
	if d != 0 { // what it declares outlives its parameters
		switch n := &p.Nodes[d]; {
		case n.Kind == Func || n.Kind == Decl:
			p.declare(n.Text, aTemplate)
		}
		if n := &p.Nodes[d]; n.Kind == Func {
			n.Flags |= FlagTemplate
		}
		for _, t := range []ID{p.Nodes[d].First, d} {
			if t != 0 && p.Nodes[t].Kind == TStruct {
				p.declare(p.Nodes[t].Text, aType)
				p.Nodes[t].Flags |= FlagTemplate
			}
		}
	}
	return d
}

func (p *parser) templateParams() {
	depth := 0
	for n := 0; n < 400 && !p.is(pp.EOF); n++ {
		switch p.tok().Kind {
		case pp.Less:
			depth++
		case pp.Greater:
			depth--
		case pp.Shr:
			depth -= 2
		case pp.LParen, pp.LBrace:
			p.skipBracket()
			continue
		case pp.Semi:
			return
		case pp.Ident:
			if (p.key(kTypename) || p.key(kClass)) && depth == 1 {
				i := 1
				if p.at(1).Kind == pp.Ellipsis {
					i = 2
				}
				if p.at(i).Kind == pp.Ident {
					p.declare(p.at(i).Text, aType)
				}
			}
		}
		p.step()
		if depth <= 0 {
			return
		}
	}
}

// declaration reads specifiers and declarators, a function's body included.
func (p *parser) declaration(member bool) ID {
	from := p.pos
	switch {
	case p.is(pp.Semi):
		p.step()
		return 0
	case p.key(kTemplate):
		return p.template(member)
	case p.key(kUsing):
		return p.using()
	case p.key(kStaticAssert):
		p.skipStatement()
		return 0
	case p.is(pp.Tilde) && member: // ~C()
		s := &spec{none: true}
		return p.declarators(from, s, p.node(TName, from), member)
	}
	s := &spec{}
	var t ID
	if p.key(kOperator) {
		s.none = true
		t = p.node(TName, from)
	} else {
		t = p.specifiers(s)
		if p.is(pp.Tilde) && member {
			s.none = true
		}
	}
	if p.take(pp.Semi) {
		p.Nodes[t].Tok = int32(from)
		return p.close(t)
	}
	return p.declarators(from, s, t, member)
}

func (p *parser) declarators(from int, s *spec, base ID, member bool) ID {
	var first, prev ID
	for n := 0; !p.is(pp.EOF); n++ {
		at := p.pos
		d, body := p.declared(from, s, base, member)
		if d == 0 {
			p.problem("expected a declaration before " + p.tok().Text)
			p.skipStatement()
			break
		}
		if body {
			if n == 0 {
				return d
			}
			break
		}
		if n > 0 {
			p.Nodes[d].Tok = int32(at)
		}
		if first == 0 {
			first = d
		} else {
			p.Nodes[prev].Next = d
		}
		prev = d
		if !p.take(pp.Comma) {
			p.semicolon()
			break
		}
	}
	if first != 0 && p.Nodes[first].Next != 0 {
		g := p.node(Group, from)
		p.Nodes[g].First = first
		return g
	}
	return first
}

// semicolon ends a declaration or statement; where it is missing at the end of a
// line, the next line starts anew.
func (p *parser) semicolon() {
	if p.take(pp.Semi) {
		return
	}
	p.problem("expected ; before " + p.tok().Text)
	if p.tok().Line || p.is(pp.RBrace) || p.is(pp.EOF) {
		return
	}
	for !p.is(pp.EOF) && !p.is(pp.RBrace) {
		switch {
		case p.take(pp.Semi):
			return
		case p.is(pp.LBrace):
			return
		case p.is(pp.LParen), p.is(pp.LBracket):
			p.skipBracket()
		default:
			p.step()
		}
		if p.tok().Line && (p.typeKeyword() || p.kw[p.pos] >= kIf && p.kw[p.pos] <= kGoto) {
			return
		}
	}
}

// declared reads one declarator with its initialiser or body.
func (p *parser) declared(from int, s *spec, base ID, member bool) (d ID, body bool) {
	at := p.pos
	name, t := p.declarator(base, false)
	if t == base { // the next declarator has it too
		c := p.Nodes[base]
		c.Next = 0
		p.Nodes = append(p.Nodes, c)
		t = ID(len(p.Nodes) - 1)
	}
	if name == "" && !(member && p.is(pp.Colon)) {
		if p.Nodes[t].Kind != TFunc || p.pos == at {
			return 0, false
		}
	}
	p.trailing()
	if p.Nodes[t].Kind == TFunc && s.flags&FlagTypedef == 0 && p.bodyAhead() {
		return p.function(from, s, name, t, at), true
	}
	var init ID
	flags := s.flags
	switch {
	case p.is(pp.Colon) && member: // a bit-field
		p.step()
		p.binary(0)
		if p.take(pp.Eq) {
			init = p.initOrValue()
		}
	case p.is(pp.Eq):
		p.step()
		if p.key(kDefault) || p.key(kDelete) || p.Nodes[t].Kind == TFunc {
			p.step() // = default, = 0
			break
		}
		init = p.initOrValue()
	case p.is(pp.LBrace) && p.opt.Cpp && p.Nodes[t].Kind != TFunc:
		init = p.initialiser()
		flags |= FlagBrace
	case p.is(pp.LParen) && p.opt.Cpp && p.Nodes[t].Kind != TFunc:
		init = p.open(Init)
		var lastKid ID
		p.arguments(init, &lastKid)
		p.close(init)
		flags |= FlagBrace
	}
	d = p.node(Decl, from, t, init)
	p.Nodes[d].Text, p.Nodes[d].Flags = name, flags
	p.declareAs(name, s, t, member)
	return d, false
}

func (p *parser) declareAs(name string, s *spec, t ID, member bool) {
	switch {
	case s.flags&FlagTypedef != 0:
		p.declare(name, aType)
	case member:
	case p.names[name] != 0 || p.local > 0 || p.named(name) != 0:
		p.declare(name, aValue)
	case p.Nodes[t].Kind != TFunc:
		p.declare(name, aValue)
	}
}

func (p *parser) initOrValue() ID {
	if p.is(pp.LBrace) {
		return p.initialiser()
	}
	return p.assignment()
}

// trailing skips what may stand after a declarator.
func (p *parser) trailing() {
	for {
		switch {
		case p.key(kAttr), p.key(kAsm), p.key(kNoexcept):
			p.step()
			if p.is(pp.LParen) {
				p.skipBracket()
			}
		case p.key(kConst), p.key(kSpec), p.tok().Is("override"), p.tok().Is("final"):
			p.step()
		case p.key(kThrow) && p.at(1).Kind == pp.LParen:
			p.step()
			p.skipBracket()
		case p.is(pp.LBracket) && p.at(1).Kind == pp.LBracket:
			p.skipBracket()
		case p.is(pp.Arrow):
			p.step()
			p.typeName()
		case p.opt.Cpp && (p.is(pp.Amp) || p.is(pp.AmpAmp)) && (p.at(1).Kind == pp.Semi || p.at(1).Kind == pp.LBrace || p.kwAt(1) == kNoexcept):
			p.step()
		case p.plain(0) && p.local == 0 && p.at(-1).Kind == pp.RParen && (p.at(1).Kind == pp.LParen && p.attributeMacro(1) || p.at(1).Kind == pp.Semi || p.at(1).Kind == pp.LBrace) && p.names[p.tok().Text] == 0:
			p.step() // an attribute macro: f(void) NORETURN;
			if p.is(pp.LParen) {
				p.skipBracket()
			}
		case p.plain(0) && p.at(-1).Kind == pp.Ident && p.at(1).Kind == pp.LParen && shouted(p.tok().Text) && p.named(p.tok().Text) == 0 && p.attributeMacro(1): // int n GUARDED_BY(m);
			p.step()
			p.skipBracket()
		default:
			return
		}
	}
}

func (p *parser) attributeMacro(n int) bool {
	m := p.match[min(p.pos+n, len(p.match)-1)]
	return m > 0 && (p.Toks[m+1].Kind == pp.Semi || p.Toks[m+1].Kind == pp.LBrace || p.Toks[m+1].Kind == pp.Eq)
}

// bodyAhead: { or, of a constructor, : or try; of an old function, declarations.
func (p *parser) bodyAhead() bool {
	switch {
	case p.is(pp.LBrace), p.is(pp.Colon) && p.opt.Cpp, p.key(kTry):
		return true
	case p.opt.Cpp || p.is(pp.Semi) || p.is(pp.Comma) || p.is(pp.Eq):
		return false
	}
	return p.local == 0 && p.at(-1).Kind == pp.RParen && p.is(pp.Ident) && p.oldStyle(p.pos)
}

// function reads the rest of a function from its body or member initialisers.
func (p *parser) function(from int, s *spec, name string, t ID, at int) ID {
	n := p.open(Func)
	p.Nodes[n].Tok, p.Nodes[n].Text, p.Nodes[n].Flags = int32(from), name, s.flags
	_ = at
	if len(p.class) == 0 && p.opt.Cpp && p.named(name) == aType {
		p.declare(name, aValue)
	}
	lastKid := ID(0)
	p.add(n, &lastKid, t)
	mark := p.scope()
	p.declareParams(t)
	if !p.is(pp.LBrace) && !p.is(pp.Colon) && !p.key(kTry) {
		p.oldParams(t)
	}
	p.takeKey(kTry)
	p.local++
	if p.is(pp.Colon) {
		p.memberInits(n, &lastKid)
	}
	if p.is(pp.LBrace) {
		p.add(n, &lastKid, p.block())
	}
	p.local--
	p.unscope(mark)
	for p.key(kCatch) {
		p.step()
		if p.is(pp.LParen) {
			p.skipBracket()
		}
		if p.is(pp.LBrace) {
			p.skipBracket()
		}
	}
	return p.close(n)
}

func (p *parser) declareParams(t ID) {
	k := p.Nodes[t].First
	if k != 0 {
		k = p.Nodes[k].Next
	}
	for ; k != 0; k = p.Nodes[k].Next {
		p.declare(p.Nodes[k].Text, aValue)
	}
}

// oldParams reads the declarations of a function in the old style and gives the
// parameters their types.
func (p *parser) oldParams(t ID) {
	types := map[string]ID{}
	for !p.is(pp.LBrace) && !p.is(pp.EOF) {
		at := p.pos
		d := p.declaration(false)
		if p.pos == at {
			p.step()
		}
		if d == 0 {
			continue
		}
		ds := []ID{d}
		if p.Nodes[d].Kind == Group {
			ds = p.Kids(d)
		}
		for _, d := range ds {
			types[p.Nodes[d].Text] = p.Nodes[d].First
		}
	}
	for k := p.Kid(t, 1); k != 0; k = p.Nodes[k].Next {
		if ty := types[p.Nodes[k].Text]; ty != 0 {
			c := p.Nodes[ty]
			c.Next = 0
			p.Nodes = append(p.Nodes, c)
			p.Nodes[k].First = ID(len(p.Nodes) - 1)
		}
	}
}

func (p *parser) memberInits(n ID, lastKid *ID) {
	p.step()
	for !p.is(pp.EOF) && !p.is(pp.LBrace) && !p.is(pp.Semi) {
		from := p.pos
		name, k := p.pathAhead(0)
		for range k {
			p.step()
		}
		if !p.is(pp.LParen) && !p.is(pp.LBrace) {
			if p.pos == from {
				p.step()
			}
			continue
		}
		m := p.open(MemberInit)
		p.Nodes[m].Tok, p.Nodes[m].Text = int32(from), name
		var kid ID
		p.arguments(m, &kid)
		p.take(pp.Ellipsis)
		p.add(n, lastKid, p.close(m))
		if !p.take(pp.Comma) {
			return
		}
	}
}
