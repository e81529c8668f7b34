package syntax

import (
	"sort"
	"strings"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

// spec collects what stands before a declarator.
type spec struct {
	flags Flags
	none  bool // no type was written: a constructor, implicit int
}

// typeKeyword reports a keyword that starts a type or a declaration.
func (p *parser) typeKeyword() bool {
	switch p.kw[p.pos] {
	case kTypeWord, kStruct, kUnion, kEnum, kSpec, kConst, kAttr, kTypeof, kExtension, kClass, kTypename, kAuto, kDecltype, kMutable:
		return true
	}
	return false
}

// pathAhead reads a qualified name with template arguments from the token at n;
// it moves nothing.
func (p *parser) pathAhead(n int) (name string, length int) {
	i := p.pos + n
	start := i
	for {
		if p.Toks[i].Kind == pp.ColonColon {
			i++
			continue
		}
		if p.Toks[i].Kind != pp.Ident || p.kw[i] != 0 && p.kw[i] != kTemplate {
			return name, i - start
		}
		if name != "" {
			name += "::"
		}
		name += p.Toks[i].Text
		i++
		if !p.opt.Cpp {
			return name, i - start
		}
		if p.Toks[i].Kind == pp.Less && p.names[last(name)] != aValue {
			if end := p.angleEnd(i, p.typeOrTemplate(name)); end > 0 {
				i = end
			}
		}
		if p.Toks[i].Kind != pp.ColonColon {
			return name, i - start
		}
	}
}

// typeOrTemplate reports a name that < follows only before arguments.
func (p *parser) typeOrTemplate(name string) bool {
	k := p.named(last(name))
	return k == aType || k == aTemplate
}

// typeStart reports whether a type starts here, as far as names tell.
func (p *parser) typeStart() bool {
	if p.kw[p.pos] != 0 {
		return p.typeKeyword()
	}
	if !p.is(pp.Ident) && !p.is(pp.ColonColon) {
		return false
	}
	name, n := p.pathAhead(0)
	if n == 0 {
		return false
	}
	switch p.named(name) {
	case aType, aTemplate:
		return true
	case aValue:
		return false
	}
	if strings.Contains(name, "::") {
		if k := p.named(last(name)); k == aType {
			return true
		}
		if strings.HasPrefix(name, "std::") {
			return p.named(name) != aValue && stdTypes[name]
		}
	}
	return p.looksDeclared(p.pos + n)
}

// stdTypes are the types of the C++ library that declarations begin with.
var stdTypes = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(`string wstring vector map multimap unordered_map set unordered_set list deque queue stack pair tuple
		unique_ptr shared_ptr weak_ptr auto_ptr function optional variant array bitset string_view ifstream ofstream fstream stringstream
		istringstream ostringstream istream ostream iostream exception runtime_error logic_error thread mutex lock_guard unique_lock
		size_t ptrdiff_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t nullptr_t initializer_list atomic
		filebuf streambuf allocator complex regex smatch error_code bad_alloc`) {
		m["std::"+n] = true
	}
	return m
}()

// looksDeclared: what follows a name nobody declared makes it a type: "T x;",
// "T *x =".
func (p *parser) looksDeclared(i int) bool {
	stars := 0
	for k := p.Toks[i].Kind; k == pp.Star || k == pp.Amp && p.opt.Cpp || p.kw[i] == kConst || p.kw[i] == kSpec; k = p.Toks[i].Kind {
		i++
		stars++
	}
	if p.Toks[i].Kind != pp.Ident || p.kw[i] != 0 {
		return false
	}
	if stars > 0 && p.named(p.Toks[i].Text) == aType {
		return false
	}
	switch p.Toks[i+1].Kind {
	case pp.Semi, pp.Eq, pp.LBracket:
		return true
	case pp.Comma, pp.RParen:
		return stars == 0 || p.local == 0 || p.named(p.Toks[i].Text) == 0
	case pp.LParen, pp.LBrace, pp.Colon:
		return stars == 0 || p.local == 0
	case pp.ColonColon:
		return stars == 0
	case pp.Ident:
		return stars == 0
	}
	return false
}

// typeName reads a type with an abstract declarator: "char *[10]".
func (p *parser) typeName() ID {
	if !p.enter() {
		return p.open(Bad)
	}
	defer p.leave()
	t := p.specifiers(nil)
	_, t = p.declarator(t, true)
	return t
}

// specifiers reads what stands before the declarators: "static const unsigned
// long", "struct s { … }", "std::vector<int>". s, when given, gets the flags.
func (p *parser) specifiers(s *spec) ID {
	from := p.pos
	var words []string
	var t ID
	konst := false
	flag := func(f Flags) {
		if s != nil {
			s.flags |= f
		}
	}
loop:
	for !p.is(pp.EOF) {
		switch p.kw[p.pos] {
		case kTypedef:
			flag(FlagTypedef)
		case kStatic:
			flag(FlagStatic)
		case kExtern:
			flag(FlagExtern)
			if p.at(1).Kind == pp.String {
				p.step()
			}
		case kVirtual:
			flag(FlagVirtual)
		case kSpec, kMutable, kExplicit, kFriend, kExtension, kTypename:
			if p.kwAt(0) == kSpec && p.tok().Text == "_Atomic" && p.at(1).Kind == pp.LParen {
				p.step()
				p.step()
				t = p.typeName()
				p.expect(pp.RParen, ")")
				continue
			}
			if p.tok().Text == "constexpr" {
				flag(FlagConst)
			}
		case kConst:
			konst = true
			flag(FlagConst)
		case kAttr:
			p.step()
			if p.is(pp.LParen) {
				p.skipBracket()
			}
			continue
		case kTypeWord:
			words = append(words, p.tok().Text)
		case kStruct, kUnion, kClass:
			t = p.structure()
			continue
		case kEnum:
			t = p.enum()
			continue
		case kAuto:
			if t == 0 && len(words) == 0 && (p.opt.Cpp || p.tok().Text == "__auto_type") {
				t = p.open(TName)
				p.Nodes[t].Text = "auto"
			}
		case kTypeof, kDecltype:
			a := p.pos
			p.step()
			decltype := p.kw[a] == kDecltype
			var e ID
			if p.is(pp.LParen) {
				open := p.pos
				p.step()
				if !decltype && p.typeStart() {
					e = p.typeName()
				} else {
					e = p.expression()
				}
				p.closing(open, pp.RParen)
			}
			t = p.node(TTypeof, a, e)
			if p.is(pp.ColonColon) && s != nil { // decltype(x)::type
				p.Nodes[t].First = p.typePath()
			}
			continue
		case 0:
			if p.is(pp.LBracket) && p.at(1).Kind == pp.LBracket {
				p.skipBracket()
				continue
			}
			if t != 0 || len(words) > 0 {
				if p.macroBeforeName() {
					p.step()
					continue
				}
				break loop
			}
			if !p.is(pp.Ident) && !p.is(pp.ColonColon) {
				break loop
			}
			if s != nil && p.constructorAhead() {
				s.none = true
				break loop
			}
			if p.unknownMacro() {
				if p.at(1).Kind == pp.LParen {
					p.step()
					p.skipBracket()
				} else {
					p.step()
				}
				continue
			}
			t = p.typePath()
			continue
		default:
			break loop
		}
		p.step()
	}
	if t == 0 {
		t = p.node(TName, from)
		p.Nodes[t].Text = basic(words)
		if len(words) == 0 && s != nil && s.flags&^FlagConst == 0 && !s.none && p.pos == from {
			s.none = true
		}
	}
	if konst {
		p.Nodes[t].Flags |= FlagConst
	}
	return t
}

// macroBeforeName: "int ZEXPORT deflate(": a name between the type and the
// declarator that is a macro of a missing header.
func (p *parser) macroBeforeName() bool {
	if !p.plain(0) {
		return false
	}
	next := p.at(1)
	if next.Kind == pp.Ident && p.kwAt(1) == 0 && p.named(p.tok().Text) == 0 && !(shouted(next.Text) && !shouted(p.tok().Text)) {
		k := p.at(2).Kind
		return k == pp.LParen || k == pp.Semi || k == pp.Eq || k == pp.LBracket || k == pp.ColonColon && p.opt.Cpp
	}
	return next.Kind == pp.Star && p.at(2).Kind == pp.Ident && p.named(p.tok().Text) == 0 && p.local == 0
}

// shouted reports a name in capitals, which by custom is a macro's.
func shouted(name string) bool { return len(name) > 1 && name == strings.ToUpper(name) }

// unknownMacro: "ZEXTERN int f(": a name before the type that is a macro.
func (p *parser) unknownMacro() bool {
	if !p.plain(0) || p.named(p.tok().Text) != 0 {
		return false
	}
	switch p.kwAt(1) {
	case kTypeWord, kStruct, kUnion, kEnum, kConst, kStatic, kExtern, kTypedef, kClass:
		return true
	case kSpec:
		return p.at(1).Text == "inline" || p.at(1).Text == "__inline"
	}
	if p.at(1).Kind == pp.LParen { // API(int) f(
		m := p.match[p.pos+1]
		return m > 0 && p.local == 0 && p.Toks[m+1].Kind == pp.Ident && !p.Toks[m+1].Line && p.kw[m+1] == kTypeWord
	}
	if p.at(1).Kind == pp.Ident && p.kwAt(1) == 0 && p.named(p.at(1).Text) == aType {
		k := p.at(2).Kind
		return k == pp.Ident || k == pp.Star
	}
	// A B c( : A is a macro, B the type
	return p.at(1).Kind == pp.Ident && p.kwAt(1) == 0 && p.at(2).Kind == pp.Ident && p.kwAt(2) == 0 && (p.at(3).Kind == pp.LParen || p.at(3).Kind == pp.Semi || p.at(3).Kind == pp.Eq) && p.local == 0
}

// constructorAhead: "C(" inside class C, "C::C(" and "C::~C(" outside, "operator T(".
func (p *parser) constructorAhead() bool {
	if !p.opt.Cpp {
		return p.plain(0) && p.at(1).Kind == pp.LParen && p.local == 0 && p.named(p.tok().Text) != aType // implicit int
	}
	if len(p.class) > 0 && p.tok().Text == p.class[len(p.class)-1] && p.at(1).Kind == pp.LParen {
		return true
	}
	name, n := p.pathAhead(0)
	if n == 0 || p.local > 0 {
		return false
	}
	after := p.pos + n
	if p.Toks[after].Kind == pp.Tilde && after > p.pos && p.Toks[after-1].Kind == pp.ColonColon {
		return true
	}
	if p.kw[after] == kOperator && p.Toks[after-1].Kind == pp.ColonColon {
		return true
	}
	parts := strings.Split(name, "::")
	k := len(parts)
	return k > 1 && parts[k-1] == parts[k-2] && p.Toks[after].Kind == pp.LParen
}

// typePath reads a named type with its template arguments.
func (p *parser) typePath() ID {
	n := p.open(TName)
	var parts []string
	var args ID
	for p.is(pp.Ident) || p.is(pp.ColonColon) || p.key(kTemplate) {
		if p.is(pp.ColonColon) || p.key(kTemplate) {
			p.step()
			continue
		}
		if p.kw[p.pos] != 0 {
			break
		}
		parts = append(parts, p.tok().Text)
		p.step()
		if !p.opt.Cpp {
			break
		}
		if p.is(pp.Less) {
			args = p.templateArgs()
		}
		if !p.is(pp.ColonColon) || p.at(1).Kind == pp.Star {
			break
		}
	}
	p.Nodes[n].Text = strings.Join(parts, "::")
	p.Nodes[n].First = args
	return p.close(n)
}

// basic is the one spelling of a built-in type.
func basic(words []string) string {
	if len(words) == 1 {
		switch w := words[0]; w {
		case "unsigned":
			return "unsigned int"
		case "signed", "__signed__", "__signed":
			return "int"
		case "_Bool":
			return "bool"
		case "__int64":
			return "long long"
		default:
			return w
		}
	}
	if len(words) == 0 {
		return "int"
	}
	sort.Strings(words)
	count := map[string]int{}
	for _, w := range words {
		switch w {
		case "__int64":
			count["long"] += 2
		case "__signed__", "__signed":
			count["signed"]++
		default:
			count[w]++
		}
	}
	sign := ""
	if count["unsigned"] > 0 {
		sign = "unsigned "
	}
	switch {
	case count["double"] > 0 && count["long"] > 0:
		return "long double"
	case count["double"] > 0:
		return "double"
	case count["float"] > 0:
		return "float"
	case count["char"] > 0:
		if count["signed"] > 0 {
			return "signed char"
		}
		return sign + "char"
	case count["short"] > 0:
		return sign + "short"
	case count["long"] > 1:
		return sign + "long long"
	case count["long"] == 1:
		return sign + "long"
	case count["__int128"] > 0:
		return sign + "__int128"
	}
	return sign + "int"
}
