package syntax

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"math"
	"math/big"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// dumper writes a tree in the form of testdata/dump.py, one top-level statement
// a line, so that the two can be compared byte by byte.
type dumper struct {
	*Tree
	out   bytes.Buffer
	lines []int // offsets of the line starts
	quiet int   // while positive, no positions are written
	vague bool  // be quiet in f-strings, whose positions CPython got wrong before 3.12
	named bool  // the file has \N{...} escapes, whose names we do not know
}

func dump(t *Tree, vague bool) []byte {
	d := &dumper{Tree: t, vague: vague, lines: []int{0}, named: bytes.Contains(t.Src, []byte(`\N{`))}
	if bytes.HasPrefix(t.Src, []byte("\xef\xbb\xbf")) {
		d.lines[0] = 3
	}
	for i, c := range t.Src {
		if c == '\n' || c == '\r' && !(i+1 < len(t.Src) && t.Src[i+1] == '\n') {
			d.lines = append(d.lines, i+1)
		}
	}
	for s := range t.Children(t.Root) {
		d.node(s)
		d.out.WriteByte('\n')
	}
	return d.out.Bytes()
}

func (d *dumper) pos(i uint32) string {
	lo, hi := 0, len(d.lines)
	for hi-lo > 1 {
		if m := (lo + hi) / 2; d.lines[m] <= int(i) {
			lo = m
		} else {
			hi = m
		}
	}
	return fmt.Sprintf("%d:%d", lo+1, int(i)-d.lines[lo])
}

func (d *dumper) open(kind string, n Ref, positions int) {
	d.out.WriteString("(" + kind)
	if d.quiet == 0 && positions > 0 {
		d.out.WriteString("@" + d.pos(d.Nodes[n].Start))
		if positions > 1 {
			d.out.WriteString("-" + d.pos(d.Nodes[n].End))
		}
	}
}

func (d *dumper) word(s string) { d.out.WriteString(" " + s) }
func (d *dumper) close()        { d.out.WriteByte(')') }
func (d *dumper) ident(n Ref) string {
	return norm.NFKC.String(string(d.Text(n)))
}

func (d *dumper) all(n Ref) {
	for ; n != 0; n = d.Next(n) {
		d.node(n)
	}
}

var opNames = map[Op]string{Add: "Add", Sub: "Sub", Mult: "Mult", Div: "Div", FloorDiv: "FloorDiv", Mod: "Mod",
	Pow: "Pow", LShift: "LShift", RShift: "RShift", BitOr: "BitOr", BitXor: "BitXor", BitAnd: "BitAnd",
	MatMul: "MatMult", And: "And", Or: "Or", Not: "Not", Invert: "Invert", UAdd: "UAdd", USub: "USub", Lt: "Lt",
	Gt: "Gt", Eq: "Eq", NotEq: "NotEq", LtE: "LtE", GtE: "GtE", In: "In", NotIn: "NotIn", Is: "Is", IsNot: "IsNot",
	ParamPosOnly: "PosOnly", ParamNormal: "Normal", ParamVarArgs: "VarArgs", ParamKwOnly: "KwOnly",
	ParamKwArgs: "KwArgs", TypeVar: "TypeVar", TypeVarTuple: "TypeVarTuple", ParamSpec: "ParamSpec",
	ConvStr: "s", ConvRepr: "r", ConvASCII: "a"}

// kindNames of the kinds whose name and shape are those of CPython's ast.
var kindNames = map[Kind]string{Return: "Return", Delete: "Delete", Assign: "Assign", AugAssign: "AugAssign",
	AnnAssign: "AnnAssign", For: "For", While: "While", With: "With", WithItem: "WithItem", Match: "Match", MatchCase: "MatchCase",
	Raise: "Raise", Try: "Try", ExceptHandler: "ExceptHandler", Assert: "Assert", Global: "Global", Nonlocal: "Nonlocal",
	ExprStmt: "Expr", Pass: "Pass", Break: "Break", Continue: "Continue", Params: "Params", TypeParams: "TypeParams",
	TypeAlias: "TypeAlias", PrintStmt: "Print", ExecStmt: "Exec", Error: "Error",
	BoolOp: "BoolOp", NamedExpr: "NamedExpr", BinaryOp: "BinOp", UnaryOp: "UnaryOp", Lambda: "Lambda", IfExp: "IfExp",
	Dict: "Dict", Set: "Set", List: "List", Tuple: "Tuple", ListComp: "ListComp", SetComp: "SetComp", DictComp: "DictComp",
	GeneratorExp: "GeneratorExp", Comprehension: "Comprehension", Await: "Await", Yield: "Yield", YieldFrom: "YieldFrom",
	Compare: "Compare", Call: "Call", Attribute: "Attribute", Subscript: "Subscript", Slice: "Slice", Starred: "Starred",
	MatchOr: "MatchOr", MatchSequence: "MatchSequence", MatchStar: "MatchStar", MatchMapping: "MatchMapping", MatchClass: "MatchClass",
	FunctionDef: "FunctionDef", ClassDef: "ClassDef", Decorated: "Decorated", Block: "Block"}

func (d *dumper) node(n Ref) {
	k := d.Kind(n)
	switch k {
	case Absent:
		d.out.WriteByte('-')
	case Import, ImportFrom, Alias, ImportStar, DottedName:
		d.imports(n)
	case Elif, Args, ComparePart, DictItem:
		if k == ComparePart {
			d.word(opNames[d.Op(n)])
		}
		d.all(d.First(n))
	case DictSpread:
		d.out.WriteByte('-')
		d.all(d.First(n))
	case If:
		d.open("If", n, 1)
		d.ifRest(d.First(n))
		d.close()
	case Keyword, KeywordSpread:
		d.open("Keyword", n, 0)
		c := d.First(n)
		if k == Keyword {
			d.word(d.ident(c))
			c = d.Next(c)
		} else {
			d.word("**")
		}
		d.node(c)
		d.close()
	case Param, TypeParam:
		d.open(opNames[d.Op(n)], n, 0)
		d.nameThen(n)
	case Name:
		d.open("Name", n, 2)
		d.word(d.ident(n))
		d.close()
	case Int, Float, Imag, None, True, False, Ellipsis, Str, Bytes:
		d.open("Constant", n, 2)
		d.word(d.constant(n))
		d.close()
	case FString, TString:
		d.open(map[Kind]string{FString: "FString", TString: "TString"}[k], n, 2)
		d.parts(n)
		d.close()
	default:
		if k >= MatchValue && k < kindCount {
			d.pattern(n)
			return
		}
		d.plain(n)
	}
}

// ifRest writes an if from its test on, an elif as CPython does.
func (d *dumper) ifRest(test Ref) {
	d.node(test)
	block := d.Next(test)
	d.node(block)
	rest := d.Next(block)
	if d.Kind(rest) != Elif {
		d.node(rest)
		return
	}
	d.open("Block", rest, 0)
	d.open("If", rest, 1)
	d.node(d.Child(rest, 0))
	d.node(d.Child(rest, 1))
	depth := 1
	for rest = d.Next(rest); d.Kind(rest) == Elif; rest = d.Next(rest) {
		d.open("Block", rest, 0)
		d.open("If", rest, 1)
		d.node(d.Child(rest, 0))
		d.node(d.Child(rest, 1))
		depth++
	}
	d.node(rest)
	d.out.WriteString(strings.Repeat("))", depth))
}

func (d *dumper) nameThen(n Ref) {
	c := d.First(n)
	if d.Kind(c) == Name {
		d.word(d.ident(c))
	} else {
		d.node(c)
	}
	d.all(d.Next(c))
	d.close()
}

// plain writes a kind that is as in CPython, up to prefixes and operators.
func (d *dumper) plain(n Ref) {
	k := d.Kind(n)
	name, positions := kindNames[k], 2
	switch {
	case k == Block || k == Params || k == TypeParams || k == WithItem || k == MatchCase || k == Comprehension || k == Decorated:
		positions = 0
	case k < Params || k == ExceptHandler:
		positions = 1
	}
	if d.Has(n, Async) {
		name = "Async" + name
	}
	if k == Try && d.Has(n, Star) {
		name = "TryStar"
	}
	d.open(name, n, positions)
	c := d.First(n)
	switch k {
	case FunctionDef, ClassDef, TypeAlias:
		d.word(d.ident(c))
		c = d.Next(c)
		if d.Kind(c) != Absent { // type parameters, which old versions do not have
			d.node(c)
		}
		c = d.Next(c)
		if k == ClassDef && d.Kind(c) == Absent {
			c = d.Next(c)
		}
	case BoolOp, UnaryOp:
		d.word(opNames[d.Op(n)])
	case BinaryOp, AugAssign:
		d.node(c)
		d.word(opNames[d.Op(n)])
		c = d.Next(c)
	case Global, Nonlocal:
		for ; c != 0; c = d.Next(c) {
			d.word(d.ident(c))
		}
	case Attribute:
		d.node(c)
		c = d.Next(c)
		d.word(d.ident(c))
		c = 0
	case ExceptHandler:
		d.node(c)
		if c = d.Next(c); d.Kind(c) == Name {
			d.word(d.ident(c))
			c = d.Next(c)
		}
	}
	d.all(c)
	if k == AnnAssign {
		target := d.First(n)
		d.word(map[bool]string{true: "1", false: "0"}[d.Kind(target) == Name && !d.Has(target, Paren)])
	}
	d.close()
}

func (d *dumper) imports(n Ref) {
	switch c := d.First(n); d.Kind(n) {
	case DottedName:
		for ; c != 0; c = d.Next(c) {
			d.out.WriteString(d.ident(c))
			if d.Next(c) != 0 {
				d.out.WriteByte('.')
			}
		}
	case Alias:
		d.out.WriteByte(' ')
		d.node(c)
		if c = d.Next(c); d.Kind(c) == Name {
			d.out.WriteString(" as " + d.ident(c))
		}
	case ImportStar:
		d.word("*")
	case Import:
		d.open("Import", n, 1)
		d.all(c)
		d.close()
	default:
		d.open("ImportFrom", n, 1)
		d.word(strconv.Itoa(int(d.Nodes[n].Extra)))
		if d.Kind(c) == DottedName {
			d.out.WriteByte(' ')
		}
		d.all(c)
		d.close()
	}
}

func (d *dumper) pattern(n Ref) {
	name := kindNames[d.Kind(n)]
	c := d.First(n)
	switch d.Kind(n) {
	case MatchPair:
		d.all(c)
		return
	case MatchRest:
		d.word("**" + d.ident(c))
		return
	case MatchKeyword:
		d.word(d.ident(c) + "=")
		d.node(d.Next(c))
		return
	case MatchValue:
		name = "MatchValue"
		if k := d.Kind(c); k == None || k == True || k == False {
			d.open("MatchSingleton", n, 2)
			d.word(string(d.Text(c)))
			d.close()
			return
		}
	case MatchWildcard:
		d.open("MatchAs", n, 2)
		d.out.WriteString("--)")
		return
	case MatchCapture:
		d.open("MatchAs", n, 2)
		d.out.WriteString("- " + d.ident(c) + ")")
		return
	case MatchAs:
		d.open("MatchAs", n, 2)
		d.node(c)
		d.out.WriteString(" " + d.ident(d.Next(c)) + ")")
		return
	case MatchStar:
		d.open("MatchStar", n, 2)
		if d.Kind(c) == Name {
			d.word(d.ident(c))
		} else {
			d.node(c)
		}
		d.close()
		return
	}
	d.open(name, n, 2)
	d.all(c)
	d.close()
}

func (d *dumper) digest(tag string, b []byte) string {
	if d.named && tag == "s" {
		return "s~"
	}
	return fmt.Sprintf("%s%d:%08x", tag, len(b), crc32.ChecksumIEEE(b))
}

// parts writes the parts of an f-string, adjacent text joined.
func (d *dumper) parts(n Ref) {
	if d.vague {
		d.quiet++
		defer func() { d.quiet-- }()
	}
	text := []byte{}
	flush := func() {
		if len(text) > 0 {
			d.word(d.digest("s", text))
		}
		text = text[:0]
	}
	for c := range d.Children(n) {
		if d.Kind(c) != FStringField {
			v, _ := d.StringValue(c)
			text = append(text, v...)
			continue
		}
		text = append(text, d.SelfDocText(c)...)
		flush()
		d.open("Field", c, 0)
		e := d.First(c)
		spec := d.Next(e)
		d.node(e)
		switch {
		case d.Op(c) != NoOp:
			d.word(opNames[d.Op(c)])
		case d.Has(c, SelfDoc) && d.Kind(spec) == Absent:
			d.word("r")
		default:
			d.word("-")
		}
		if d.Kind(spec) == FormatSpec {
			d.open("Spec", spec, 0)
			d.parts(spec)
			d.close()
		}
		d.close()
	}
	flush()
}

func (d *dumper) constant(n Ref) string {
	text := strings.ReplaceAll(string(d.Text(n)), "_", "")
	switch d.Kind(n) {
	case Int:
		v, ok := new(big.Int).SetString(text, 0)
		if !ok {
			v, _ = new(big.Int).SetString("0"+strings.Trim(text, "0lL"), 10)
		}
		if v == nil {
			return "broken"
		}
		return v.Text(16)
	case Float:
		return "f" + floatBits(text)
	case Imag:
		return "j" + floatBits(text[:len(text)-1])
	case Str, Bytes:
		v, _ := d.StringValue(n)
		return d.digest(map[Kind]string{Str: "s", Bytes: "b"}[d.Kind(n)], v)
	case Ellipsis:
		return "Ellipsis"
	}
	return text
}

func floatBits(text string) string {
	v, _ := strconv.ParseFloat(text, 64)
	return hex.EncodeToString(binary.BigEndian.AppendUint64(nil, math.Float64bits(v)))
}
