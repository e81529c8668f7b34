package syntax

import (
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

// structure reads "struct tag { … }", "class C : public B { … }".
func (p *parser) structure() ID {
	n := p.open(TStruct)
	switch p.kw[p.pos] {
	case kUnion:
		p.Nodes[n].Flags |= FlagUnion
	case kClass:
		p.Nodes[n].Flags |= FlagClass
	}
	p.step()
	tag := ""
	for {
		switch {
		case p.key(kAttr):
			p.step()
			if p.is(pp.LParen) {
				p.skipBracket()
			}
			continue
		case p.is(pp.LBracket) && p.at(1).Kind == pp.LBracket:
			p.skipBracket()
			continue
		case p.plain(0) && tag != "" && (p.opt.Cpp && p.tok().Text == "final" || p.at(1).Kind == pp.LBrace): // an export macro came before
			if p.tok().Text != "final" {
				tag = p.tok().Text
			}
			p.step()
			continue
		case p.plain(0) && tag == "":
			tag = p.tok().Text
			p.step()
			for p.opt.Cpp && p.is(pp.ColonColon) && p.at(1).Kind == pp.Ident {
				tag += "::" + p.at(1).Text
				p.step()
				p.step()
			}
			if p.opt.Cpp && p.is(pp.Less) {
				p.templateArgs()
			}
			for p.opt.Cpp && p.is(pp.ColonColon) && p.at(1).Kind == pp.Ident { // struct List<T>::Node
				tag = p.at(1).Text
				p.step()
				p.step()
			}
			continue
		case p.opt.Cpp && tag == "" && p.is(pp.ColonColon) && p.at(1).Kind == pp.Ident: // struct ::stat
			p.step()
			continue
		}
		break
	}
	p.Nodes[n].Text = tag
	if p.opt.Cpp && !(p.local > 0 && (p.plain(0) || p.is(pp.Star))) { // in "struct stat s;" a function of that name stays one
		p.declare(last(tag), aType)
	}
	var lastKid ID
	if p.opt.Cpp && p.is(pp.Colon) && p.baseAhead() {
		p.bases(n, &lastKid)
	}
	if p.is(pp.LBrace) {
		p.members(n, &lastKid, tag)
	}
	return p.close(n)
}

// baseAhead tells "class C : B {" from a bit-field "struct s : 3".
func (p *parser) baseAhead() bool {
	return p.at(1).Kind == pp.Ident || p.at(1).Kind == pp.ColonColon
}

func (p *parser) bases(n ID, last *ID) {
	p.step()
	for !p.is(pp.LBrace) && !p.is(pp.EOF) && !p.is(pp.Semi) {
		for p.key(kPublic) || p.key(kVirtual) {
			p.step()
		}
		from := p.pos
		if p.is(pp.Ident) || p.is(pp.ColonColon) {
			t := p.typePath()
			p.add(n, last, p.node(Base, from, t))
		}
		p.take(pp.Ellipsis)
		if !p.take(pp.Comma) {
			if p.pos == from {
				p.step()
			}
			if !p.is(pp.LBrace) {
				return
			}
		}
	}
}

func (p *parser) members(n ID, last *ID, tag string) {
	if !p.enter() {
		return
	}
	defer p.leave()
	open := p.pos
	p.Nodes[n].Flags |= FlagDefined
	p.step()
	p.class = append(p.class, tag[strings.LastIndexByte(tag, ':')+1:])
	local := p.local
	p.local = 0
	for !p.is(pp.RBrace) && !p.is(pp.EOF) {
		at := p.pos
		if p.key(kPublic) || p.plain(0) && p.at(1).Kind == pp.Colon && p.at(2).Kind != pp.Colon {
			for !p.is(pp.Colon) && !p.is(pp.Semi) && !p.is(pp.RBrace) && !p.is(pp.EOF) {
				p.step()
			}
			p.take(pp.Colon)
			continue
		}
		p.add(n, last, p.declaration(true))
		if p.pos == at {
			p.step()
		}
	}
	p.local = local
	p.class = p.class[:len(p.class)-1]
	p.closing(open, pp.RBrace)
}

func (p *parser) enum() ID {
	n := p.open(TEnum)
	p.step()
	if p.key(kClass) || p.key(kStruct) {
		p.step()
	}
	for p.key(kAttr) {
		p.step()
		if p.is(pp.LParen) {
			p.skipBracket()
		}
	}
	if p.plain(0) {
		p.Nodes[n].Text = p.tok().Text
		if p.opt.Cpp {
			p.declare(p.tok().Text, aType)
		}
		p.step()
	}
	if p.is(pp.Colon) && p.opt.Cpp {
		p.step()
		p.specifiers(nil)
	}
	if !p.is(pp.LBrace) {
		return p.close(n)
	}
	p.Nodes[n].Flags |= FlagDefined
	open := p.pos
	p.step()
	var lastKid ID
	for p.plain(0) {
		from := p.pos
		name := p.tok().Text
		p.step()
		for p.key(kAttr) {
			p.step()
			if p.is(pp.LParen) {
				p.skipBracket()
			}
		}
		var v ID
		if p.take(pp.Eq) {
			v = p.assignment()
		}
		e := p.node(Enumerator, from, v)
		p.Nodes[e].Text = name
		p.declare(name, aValue)
		p.add(n, &lastKid, e)
		if !p.take(pp.Comma) {
			break
		}
	}
	p.closing(open, pp.RBrace)
	return p.close(n)
}
