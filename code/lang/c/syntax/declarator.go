package syntax

import (
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

// declarator reads "*name[3](int)" around a base type; an abstract one may lack
// the name.
func (p *parser) declarator(base ID, abstract bool) (string, ID) {
	if !p.enter() {
		return "", base
	}
	defer p.leave()
	t := p.pointers(base)
	name := ""
	inner := -1
	switch {
	case p.is(pp.LParen) && p.nestedDeclarator(abstract):
		inner = p.pos
		p.skipBracket()
	case p.is(pp.Tilde) && p.at(1).Kind == pp.Ident:
		p.step()
		name = "~" + p.tok().Text
		p.step()
	case p.key(kOperator):
		name = p.operatorName()
	case p.is(pp.Ident) && (p.kw[p.pos] == 0), p.is(pp.ColonColon):
		name = p.declaratorName()
	case p.is(pp.Ellipsis):
		p.step()
		if p.plain(0) {
			name = p.declaratorName()
		}
	}
	t = p.suffixes(t, abstract || inner >= 0)
	if inner >= 0 {
		after := p.pos
		p.pos = inner + 1
		for p.key(kSpec) || p.key(kAttr) || p.plain(0) && p.at(1).Kind == pp.Star {
			p.step()
		}
		name, t = p.declarator(t, abstract)
		p.pos = after
	}
	return name, t
}

// pointers reads "*const *&".
func (p *parser) pointers(t ID) ID {
	for {
		from := p.pos
		switch {
		case p.is(pp.Star), p.is(pp.Caret):
			p.step()
			t = p.typeOf(TPointer, from, t)
		case p.opt.Cpp && (p.is(pp.Amp) || p.is(pp.AmpAmp)):
			p.step()
			t = p.typeOf(TRef, from, t)
		case p.key(kConst), p.key(kSpec):
			p.step()
		case p.key(kAttr):
			p.step()
			if p.is(pp.LParen) {
				p.skipBracket()
			}
		case p.opt.Cpp && p.plain(0) && p.at(1).Kind == pp.ColonColon && p.at(2).Kind == pp.Star: // C::*
			p.step()
			p.step()
		case p.plain(0) && p.at(-1).Kind == pp.Star && p.named(p.tok().Text) == 0 && p.plain(1) && p.named(p.at(1).Text) != aType && p.local == 0:
			p.step() // char * ZEXPORT f(
		default:
			return t
		}
	}
}

// typeOf wraps a type; several declarators share their base, so it is copied.
func (p *parser) typeOf(k Kind, from int, t ID, more ...ID) ID {
	c := p.Nodes[t]
	c.Next = 0
	p.Nodes = append(p.Nodes, c)
	return p.node(k, from, append([]ID{ID(len(p.Nodes) - 1)}, more...)...)
}

// nestedDeclarator tells "(*f)(int)" from the parameters of "f(int)".
func (p *parser) nestedDeclarator(abstract bool) bool {
	n := p.at(1)
	switch n.Kind {
	case pp.Star, pp.Caret:
		return true
	case pp.Amp, pp.AmpAmp:
		return p.opt.Cpp
	case pp.LParen:
		return !abstract
	case pp.Ident:
		if p.kwAt(1) == kSpec || p.kwAt(1) == kAttr { // (__cdecl *f)
			return p.at(2).Kind == pp.Star || p.kwAt(1) == kAttr
		}
		if p.kwAt(1) != 0 {
			return false
		}
		if p.at(2).Kind == pp.Star && p.named(n.Text) == 0 && p.at(3).Kind == pp.Ident && p.at(4).Kind == pp.RParen && p.at(5).Kind == pp.LParen {
			return true // (WINAPI *f)(
		}
		if p.opt.Cpp && p.at(2).Kind == pp.ColonColon && p.at(3).Kind == pp.Star {
			return true
		}
		return !abstract && p.named(n.Text) != aType && (p.at(2).Kind == pp.RParen || p.at(2).Kind == pp.LBracket || p.at(2).Kind == pp.LParen && p.local == 0)
	}
	return false
}

func (p *parser) declaratorName() string {
	name := ""
	for {
		switch {
		case p.is(pp.ColonColon):
			p.step()
			if name != "" {
				name += "::"
			}
			continue
		case p.is(pp.Tilde) && strings.HasSuffix(name, "::"):
			p.step()
			name += "~" + p.tok().Text
			p.step()
			return name
		case p.key(kOperator):
			return name + p.operatorName()
		case p.plain(0):
			name += p.tok().Text
			p.step()
			if p.opt.Cpp && p.is(pp.Less) {
				if end := p.angleEnd(p.pos, p.typeOrTemplate(name)); end > 0 && (p.Toks[end].Kind == pp.ColonColon || p.Toks[end].Kind == pp.LParen) {
					p.templateArgs()
				}
			}
		}
		if !p.opt.Cpp || !p.is(pp.ColonColon) {
			return strings.TrimSuffix(name, "::")
		}
	}
}

// suffixes reads "[3]" and "(int, char)".
func (p *parser) suffixes(t ID, abstract bool) ID {
	from := p.pos
	switch {
	case p.is(pp.LBracket) && p.at(1).Kind != pp.LBracket:
		open := p.pos
		p.step()
		for p.key(kStatic) || p.key(kConst) || p.key(kSpec) {
			p.step()
		}
		var size ID
		if !p.is(pp.RBracket) {
			size = p.assignment()
		}
		p.closing(open, pp.RBracket)
		if !p.enter() {
			return t
		}
		t = p.suffixes(t, abstract) // int a[2][3]: the inner is the last
		p.leave()
		return p.typeOf(TArray, from, t, size)
	case p.is(pp.LParen) && (abstract || p.parametersAhead()):
		f := p.typeOf(TFunc, from, t)
		last := p.Nodes[f].First
		mark := p.scope()
		p.parameters(f, &last)
		p.unscope(mark)
		for p.is(pp.LParen) && p.at(1).Kind == pp.RParen { // f(int)() is not C
			p.skipBracket()
		}
		return p.close(f)
	}
	return t
}

// parametersAhead tells a function's parameters from the arguments of a
// constructor: "T x(a, b);".
func (p *parser) parametersAhead() bool {
	if !p.opt.Cpp || p.at(1).Kind == pp.RParen || p.at(1).Kind == pp.Ellipsis {
		return true
	}
	save := p.pos
	p.pos++
	defer func() { p.pos = save }()
	if p.local > 0 {
		return p.typeStart() && !p.functionalAhead() && !p.constructedHere()
	}
	if p.is(pp.Number) || p.is(pp.String) || p.is(pp.Char) || p.is(pp.Minus) || p.is(pp.Amp) || p.key(kNew) || p.key(kBool) {
		return false
	}
	return !(p.plain(0) && p.named(p.tok().Text) == aValue)
}

// constructedHere: "T(x)" as an argument.
func (p *parser) constructedHere() bool {
	_, n := p.pathAhead(0)
	return n > 0 && p.Toks[p.pos+n].Kind == pp.LParen && p.Toks[p.pos+n+1].Kind != pp.Star
}

// parameters reads "(int a, char *b, ...)" as Decl nodes.
func (p *parser) parameters(f ID, last *ID) {
	open := p.pos
	p.step()
	for !p.is(pp.RParen) && !p.is(pp.EOF) {
		from := p.pos
		if p.is(pp.Ellipsis) {
			p.step()
			p.Nodes[f].Flags |= FlagVariadic
			break
		}
		if p.plain(0) && (p.at(1).Kind == pp.Comma || p.at(1).Kind == pp.RParen) && !p.opt.Cpp && p.named(p.tok().Text) != aType && p.at(-1).Kind != pp.LParen || p.bareName() {
			d := p.node(Decl, from, p.node(TName, from)) // a name of the old style
			p.Nodes[d].Text = p.tok().Text
			p.Nodes[p.Nodes[d].First].Text = "int"
			p.step()
			p.add(f, last, d)
		} else {
			s := &spec{}
			t := p.specifiers(s)
			name, t := p.declarator(t, true)
			p.trailing()
			var def ID
			if p.take(pp.Eq) {
				def = p.initOrValue()
			}
			if !(name == "" && p.Nodes[t].Kind == TName && p.Nodes[t].Text == "void") {
				d := p.node(Decl, from, t, def)
				p.Nodes[d].Text, p.Nodes[d].Flags = name, s.flags
				p.add(f, last, d)
				p.declare(name, aValue)
			}
		}
		if !p.take(pp.Comma) || p.pos == from {
			break
		}
	}
	p.closing(open, pp.RParen)
}

// bareName: the first name of an old-style list.
func (p *parser) bareName() bool {
	return !p.opt.Cpp && p.plain(0) && p.at(-1).Kind == pp.LParen && (p.at(1).Kind == pp.Comma || p.at(1).Kind == pp.RParen) && p.named(p.tok().Text) == 0
}
