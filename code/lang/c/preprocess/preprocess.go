package preprocess

import (
	"bytes"
	"fmt"
	"maps"
	"strconv"
	"strings"
)

const (
	maxDepth    = 200     // macros within macros
	maxInclude  = 40      // files within files
	maxArgument = 1 << 16 // tokens of a macro's argument
)

// A Reader finds the file an #include names; name is as written, angled for
// <name>, from the path of the file that has it. It answers with a path and the
// content, or with nil.
type Reader func(from, name string, angled bool) (path string, text []byte)

// Options say what the source is to be read with.
type Options struct {
	Read   Reader
	Base   *Macros // what is defined beforehand
	Cpp    bool
	Tokens int // of all output; default 4,000,000
}

// Macros are definitions to start from. They do not change.
type Macros struct{ m map[string]*macro }

// A Problem is something that could not be read or decided.
type Problem struct {
	Start, End uint32
	Text       string
}

// A Result is the preprocessed file.
type Result struct {
	Tokens   []Token
	Includes []string // as written, in order
	Problems []Problem
	Cut      bool // the budget was used up
}

// pre is one run.
type pre struct {
	opt       Options
	macros    map[string]*macro
	base      map[string]*macro
	undefined map[string]bool
	files     []file
	once      map[string]bool
	stack     []context
	floor     int  // contexts below belong to somebody else
	inLine    bool // inside a directive
	ended     bool
	left      int    // lines of the file itself that stand below an #if which does not hold
	absent    header // the first that a file of the project asks for and that is not there
	work      int
	limit     int
	res       *Result
}

type file struct {
	lex   lexer
	path  string
	conds []cond
}

// A header is one that a file asks for.
type header struct {
	name       string
	start, end uint32
}

// A cond is an open #if.
type cond struct {
	taken bool // a branch of it was or is read
}

// Run preprocesses a file.
func Run(path string, text []byte, opt Options) *Result {
	p := &pre{opt: opt, macros: map[string]*macro{}, once: map[string]bool{}, res: &Result{}}
	if opt.Base != nil {
		p.base = opt.Base.m
	}
	if p.opt.Tokens <= 0 {
		p.opt.Tokens = 4_000_000
	}
	p.limit = 200_000 + 16*len(text)
	p.undefined = map[string]bool{}
	p.files = []file{{lex: lexer{src: string(text), line: true}, path: path}}
	p.res.Tokens = make([]Token, 0, len(text)/4+16)
	for {
		t := p.next()
		if t.Kind == EOF {
			break
		}
		p.res.Tokens = append(p.res.Tokens, t)
		if len(p.res.Tokens) >= p.opt.Tokens {
			p.res.Cut = true
			break
		}
	}
	end := uint32(len(text))
	p.res.Tokens = append(p.res.Tokens, Token{Kind: EOF, Start: end, End: end, Line: true})
	p.leftOut(bytes.Count(text, []byte("\n")))
	if p.work > p.limit {
		p.problem(0, 0, "macros expand to too much; the rest is read as it is written")
	}
	return p.res
}

// Define reads a text of #defines to start from.
func Define(text string, more map[string]string) *Macros {
	p := &pre{macros: map[string]*macro{}, once: map[string]bool{}, undefined: map[string]bool{}, res: &Result{}, limit: 1 << 20}
	p.files = []file{{lex: lexer{src: text, line: true}}}
	for t := p.next(); t.Kind != EOF; t = p.next() {
	}
	m := maps.Clone(p.macros)
	for name, body := range more {
		l := lexer{src: name + " " + body}
		p.define(&l)
		m[name] = p.macros[name]
	}
	m["__LINE__"] = &macro{name: "__LINE__", line: func(p *pre, t Token) Token {
		n := 1
		src := p.files[0].lex.src
		for i := 0; i < int(t.Start) && i < len(src); i++ {
			if src[i] == '\n' {
				n++
			}
		}
		t.Kind, t.Text, t.Macro = Number, strconv.Itoa(n), true
		return t
	}}
	m["__FILE__"] = &macro{name: "__FILE__", line: func(p *pre, t Token) Token {
		t.Kind, t.Text, t.Macro = String, strconv.Quote(p.files[0].path), true
		return t
	}}
	return &Macros{m}
}

// With is the macros and more.
func (m *Macros) With(more map[string]string) *Macros {
	p := &pre{macros: maps.Clone(m.m)}
	for name, body := range more {
		l := lexer{src: name + " " + body}
		p.define(&l)
	}
	return &Macros{p.macros}
}

func (p *pre) problem(start, end uint32, text string) {
	if len(p.res.Problems) < 50 {
		p.res.Problems = append(p.res.Problems, Problem{start, end, text})
	}
}

// fromFile reads the next token of the files, obeying directives.
func (p *pre) fromFile() Token {
	for !p.ended {
		f := &p.files[len(p.files)-1]
		t := f.lex.next(false)
		switch {
		case t.Kind == EOF:
			if len(p.files) == 1 {
				p.ended = true
				return t
			}
			p.files = p.files[:len(p.files)-1]
		case t.Kind == Hash && t.Line:
			p.directive(f, t)
		default:
			return t
		}
	}
	return Token{Kind: EOF}
}

func (p *pre) directive(f *file, hash Token) {
	l := &f.lex
	name := l.next(true)
	switch name.Text {
	case "define":
		p.define(l)
	case "undef":
		if t := l.next(true); t.Kind == Ident {
			delete(p.macros, t.Text)
			p.undefined[t.Text] = true
		}
	case "include", "include_next", "import":
		p.include(f, hash)
		return
	case "if":
		p.open(f, p.evaluate(l))
	case "ifdef", "ifndef":
		t := l.next(true)
		p.open(f, p.defined(t.Text) == (name.Text == "ifdef"))
	case "elif", "elifdef", "elifndef", "else":
		l.restOfLine()
		p.skip(f) // what came before was read
	case "endif":
		if n := len(f.conds); n > 0 {
			f.conds = f.conds[:n-1]
		}
	case "pragma":
		if l.next(true).Text == "once" {
			p.once[f.path] = true
		}
	}
	l.restOfLine()
}

func (p *pre) defined(name string) bool {
	_, ok := p.macros[name]
	if !ok {
		_, ok = p.base[name]
		ok = ok && !p.undefined[name]
	}
	return ok
}

func (p *pre) open(f *file, take bool) {
	f.lex.restOfLine()
	f.conds = append(f.conds, cond{taken: take})
	if !take {
		p.skip(f)
	}
}

// skip moves to the branch of the innermost #if that is to be read next, or to
// its end. Lines of the file itself are counted.
func (p *pre) skip(f *file) {
	from := f.lex.pos
	p.skipBranches(f)
	if len(p.files) == 1 {
		p.left += strings.Count(f.lex.src[from:min(f.lex.pos, len(f.lex.src))], "\n")
	}
}

// leftOut says that a header is not there which may say what is read, when much of
// the file is not.
func (p *pre) leftOut(lines int) {
	if p.absent.name != "" && p.left*4 >= lines && p.left >= 20 {
		p.problem(p.absent.start, p.absent.end, fmt.Sprintf("%s is not in the tree; %d of %d lines of this file, which stand below #if, were left out", p.absent.name, p.left, lines))
	}
}

func (p *pre) skipBranches(f *file) {
	depth := 0
	l := &f.lex
	for l.skipGroup() {
		l.next(true) // #
		name := l.next(true)
		n := len(f.conds)
		switch name.Text {
		case "if", "ifdef", "ifndef":
			depth++
		case "endif":
			if depth == 0 {
				if n > 0 {
					f.conds = f.conds[:n-1]
				}
				l.restOfLine()
				return
			}
			depth--
		case "else":
			if depth == 0 && n > 0 && !f.conds[n-1].taken {
				f.conds[n-1].taken = true
				l.restOfLine()
				return
			}
		case "elif", "elifdef", "elifndef":
			if depth == 0 && n > 0 && !f.conds[n-1].taken {
				var take bool
				if name.Text == "elif" {
					take = p.evaluate(l)
				} else {
					take = p.defined(l.next(true).Text) == (name.Text == "elifdef")
				}
				if take {
					f.conds[n-1].taken = true
					l.restOfLine()
					return
				}
			}
		}
		l.restOfLine()
	}
}

// include reads another file where it is found.
func (p *pre) include(f *file, hash Token) {
	l := &f.lex
	name, angled, ok := p.headerName(l)
	l.restOfLine()
	if !ok {
		return
	}
	if len(p.files) == 1 {
		p.res.Includes = append(p.res.Includes, name)
	}
	if p.opt.Read == nil || len(p.files) >= maxInclude {
		return
	}
	path, text := p.opt.Read(f.path, name, angled)
	if text == nil && path == "" && !angled && p.absent.name == "" {
		p.absent = header{name, hash.Start, hash.End}
	}
	if text == nil || p.once[path] {
		return
	}
	if p.work += len(text) / 64; p.work > p.limit*4 {
		return
	}
	at := [2]uint32{hash.Start, hash.End}
	if !f.lex.fixed {
		at[1] = uint32(l.pos)
	}
	p.files = append(p.files, file{lex: lexer{src: string(text), line: true, fixed: true, at: at}, path: path})
}

func (p *pre) headerName(l *lexer) (name string, angled, ok bool) {
	l.space(true)
	if l.pos >= len(l.src) {
		return
	}
	end := byte('"')
	switch l.src[l.pos] {
	case '<':
		end, angled = '>', true
	case '"':
	default: // a macro says which
		toks := p.line(l)
		if len(toks) == 1 && toks[0].Kind == String && len(toks[0].Text) > 2 {
			return toks[0].Text[1 : len(toks[0].Text)-1], false, true
		}
		return
	}
	for i := l.pos + 1; i < len(l.src) && l.src[i] != '\n'; i++ {
		if l.src[i] == end {
			name = l.src[l.pos+1 : i]
			l.pos = i + 1
			return name, angled, name != ""
		}
	}
	return
}

// line reads the rest of a directive with macros expanded.
func (p *pre) line(l *lexer) []Token {
	var in []Token
	for t := l.next(true); t.Kind != EOF; t = l.next(true) {
		if t.Is("defined") || t.Is("__has_include") || t.Is("__has_include_next") { // what follows is not expanded
			in = append(in, t)
			t = l.next(true)
			paren := t.Kind == LParen
			for t.Kind != EOF {
				t.paint = true
				in = append(in, t)
				if !paren || t.Kind == RParen {
					break
				}
				t = l.next(true)
			}
			if t.Kind == EOF {
				break
			}
			continue
		}
		in = append(in, t)
	}
	saved, inLine := p.stack, p.inLine
	p.stack, p.inLine = []context{{}}, true
	out := p.expanded(in)
	p.stack, p.inLine = saved, inLine
	return out
}
