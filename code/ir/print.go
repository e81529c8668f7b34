package ir

import (
	"fmt"
	"strconv"
	"strings"
)

// String writes the function for people and golden tests: one instruction a
// line, blocks indented, variables by their name and register number.
//
//	func shop.find(db *database/sql.DB, id string) (error)
//	  t3 = const "SELECT …"
//	  q.2 = add t3, id.1
//	  t3 = method db.0.Query(q.2)
//	  return t3
func (f *Func) String() string {
	p := &printer{fn: f}
	p.head()
	p.block(f.Body, 1)
	return p.out.String()
}

type printer struct {
	out strings.Builder
	fn  *Func
}

func (p *printer) head() {
	f := p.fn
	p.out.WriteString("func " + f.Name + "(")
	for i, a := range f.Params {
		if i > 0 {
			p.out.WriteString(", ")
		}
		p.out.WriteString(p.reg(a.Reg) + " " + a.Type.String())
		switch {
		case a.Variadic:
			p.out.WriteString(" variadic")
		case a.KwVariadic:
			p.out.WriteString(" keywords")
		case a.HasDefault:
			p.out.WriteString(" default")
		}
	}
	p.out.WriteString(")")
	if f.Results != nil {
		p.out.WriteString(" " + tuple(f.Results))
	}
	if len(f.Captures) > 0 {
		p.out.WriteString(" captures " + p.regs(f.Captures))
	}
	if len(f.ResultCells) > 0 {
		p.out.WriteString(" results " + p.regs(f.ResultCells))
	}
	if f.NoBody {
		p.out.WriteString(" nobody")
	}
	p.out.WriteByte('\n')
	for _, a := range f.Params {
		if a.Default != nil {
			p.line(1, "default of "+p.reg(a.Reg)+":")
			p.block(a.Default, 2)
		}
	}
}

func (p *printer) line(depth int, s string) {
	p.out.WriteString(strings.Repeat("  ", depth) + s + "\n")
}

// reg is "name.3" for a variable, "t3" for a temporary, "_" for none.
func (p *printer) reg(r Reg) string {
	if r == NoReg {
		return "_"
	}
	if int(r) < len(p.fn.RegNames) && r >= 0 && p.fn.RegNames[r] != "" {
		return p.fn.RegNames[r] + "." + strconv.Itoa(int(r))
	}
	return "t" + strconv.Itoa(int(r))
}

func (p *printer) regs(rs []Reg) string {
	parts := make([]string, len(rs))
	for i, r := range rs {
		parts[i] = p.reg(r)
	}
	return strings.Join(parts, ", ")
}

func (p *printer) block(b Block, depth int) {
	for i := range b {
		p.instr(&b[i], depth)
	}
}

// blockNames says what the blocks of an instruction are.
var blockNames = map[Op][]string{
	If: {"then", "else"}, Loop: {"while", "do", "step", "else"}, Range: {"do", "else"}, Try: {"try", "else", "finally"},
}

func (p *printer) instr(in *Instr, depth int) {
	text := ""
	if in.Dst != NoReg && in.Op != Range {
		text = p.reg(in.Dst) + " = "
	}
	p.line(depth, text+p.operation(in)+p.flags(in))
	if in.Aux == nil {
		return
	}
	for i, b := range in.Aux.Blocks {
		if names := blockNames[in.Op]; i < len(names) && len(b) > 0 {
			p.line(depth, names[i]+":")
		}
		p.block(b, depth+1)
	}
	for _, h := range in.Aux.Handlers {
		p.line(depth, "except "+p.reg(h.Var)+" "+tuple(h.Types)+":")
		p.block(h.Body, depth+1)
	}
	if in.Op == MakeFunc && in.Aux.Fn != nil {
		for line := range strings.Lines(in.Aux.Fn.String()) {
			p.out.WriteString(strings.Repeat("  ", depth+1) + line)
		}
	}
}

// operation writes an instruction without its destination.
func (p *printer) operation(in *Instr) string {
	a, b, c := p.reg(in.A), p.reg(in.B), p.reg(in.C)
	switch in.Op {
	case Const:
		return "const " + p.constant(in.A)
	case Copy, Load, Await, Yield, Throw, Defer:
		return opNames[in.Op] + " " + a
	case Unary:
		return tokNames[in.Tok] + " " + a
	case Binary:
		return tokNames[in.Tok] + " " + a + ", " + b
	case And, Or:
		return opNames[in.Op] + " " + a + ", " + b
	case Convert, Cell:
		return opNames[in.Op] + p.typ(in) + " " + a
	case Assert:
		return "assert" + p.typ(in) + " " + a + ", ok " + b
	case GetGlobal:
		return "global " + in.Name
	case SetGlobal:
		return "global " + in.Name + " := " + a
	case GetField:
		return a + "." + in.Name
	case SetField:
		return a + "." + in.Name + " := " + b
	case FieldRef:
		return "ref " + a + "." + in.Name
	case GetIndex:
		if in.C != NoReg {
			return a + "[" + b + "], ok " + c
		}
		return a + "[" + b + "]"
	case SetIndex:
		return a + "[" + b + "] := " + c
	case DelIndex:
		return "delete " + a + "[" + b + "] " + in.Name
	case IndexRef:
		return "ref " + a + "[" + b + "]"
	case Store:
		return "store " + a + " := " + b
	case Call, Method:
		return p.call(in)
	case Unpack:
		return "unpack " + p.regs(in.Args) + " := " + a
	case If, Loop:
		return opNames[in.Op] + " " + a
	case Range:
		return "range " + p.reg(in.Dst) + ", " + b + " in " + a
	case Break, Continue:
		return opNames[in.Op] + " " + strconv.Itoa(int(in.A))
	case MakeFunc:
		return "func (" + p.regs(in.Args) + ")"
	}
	text := opNames[in.Op] + p.typ(in)
	if in.A != NoReg {
		text += " " + a
	}
	return text + p.operands(in)
}

func (p *printer) call(in *Instr) string {
	text := opNames[in.Op] + p.typ(in) + " "
	switch {
	case in.Op == Method:
		text += p.reg(in.A) + "." + in.Name
	case in.A != NoReg:
		text += p.reg(in.A)
	default:
		text += in.Name
	}
	return text + p.operands(in)
}

// operands writes Args with their keys: (a, k: b).
func (p *printer) operands(in *Instr) string {
	if in.Args == nil && in.Op != Call && in.Op != Method {
		return ""
	}
	var keys []string
	if in.Aux != nil {
		keys = in.Aux.Keys
	}
	parts := make([]string, len(in.Args))
	for i, r := range in.Args {
		if k := i - (len(in.Args) - len(keys)); k >= 0 && keys[k] != "" {
			parts[i] = keys[k] + ": "
		}
		if in.Aux != nil && i < len(in.Aux.Spread) && in.Aux.Spread[i] {
			parts[i] += "*"
		}
		parts[i] += p.reg(r)
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

func (p *printer) typ(in *Instr) string {
	if in.Aux == nil || in.Aux.Type == nil {
		return ""
	}
	return " <" + in.Aux.Type.String() + ">"
}

func (p *printer) constant(at Reg) string {
	if at < 0 || int(at) >= len(p.fn.Consts) {
		return "?"
	}
	return p.fn.Consts[at].String()
}

func (p *printer) flags(in *Instr) string {
	text := ""
	for i, name := range flagNames {
		if in.Flags&(1<<i) != 0 {
			text += " " + name
		}
	}
	if text != "" {
		text = "  #" + text
	}
	return text
}

// String writes a constant as Go would.
func (v Value) String() string {
	switch v.Kind {
	case Bool:
		return strconv.FormatBool(v.Int != 0)
	case Int:
		if v.Str != "" {
			return v.Str
		}
		return strconv.FormatInt(v.Int, 10)
	case Float:
		return strconv.FormatFloat(v.Float, 'g', -1, 64)
	case Str:
		return strconv.Quote(v.Str)
	case Bytes:
		return "b" + strconv.Quote(v.Str)
	}
	return "nil"
}

// String is the operation's name in a dump.
func (op Op) String() string {
	if int(op) < len(opNames) {
		return opNames[op]
	}
	return fmt.Sprintf("op(%d)", op)
}

var opNames = [...]string{
	Nop: "nop", Const: "const", Copy: "copy", Unary: "unary", Binary: "binary", And: "and", Or: "or", Concat: "concat",
	Convert: "convert", Assert: "assert", GetGlobal: "global", SetGlobal: "setglobal", GetField: "field", SetField: "setfield",
	GetIndex: "index", SetIndex: "setindex", DelIndex: "delete", Slice: "slice", New: "new", List: "list", Map: "map",
	MakeFunc: "func", Cell: "cell", Load: "load", Store: "store", FieldRef: "fieldref", IndexRef: "indexref", Call: "call",
	Method: "method", Unpack: "unpack", Await: "await", Yield: "yield", If: "if", Loop: "loop", Range: "range", Scope: "scope",
	Break: "break", Continue: "continue", Return: "return", Throw: "throw", Try: "try", Defer: "defer",
}

var tokNames = [...]string{
	NoTok: "?", Add: "add", Sub: "sub", Mul: "mul", Div: "div", FloorDiv: "floordiv", Mod: "mod", Pow: "pow", MatMul: "matmul",
	Shl: "shl", Shr: "shr", BitAnd: "bitand", BitOr: "bitor", BitXor: "bitxor", AndNot: "andnot", Eq: "eq", Ne: "ne", Lt: "lt",
	Le: "le", Gt: "gt", Ge: "ge", In: "in", NotIn: "notin", Is: "is", IsNot: "isnot", Neg: "neg", Plus: "plus", Not: "not",
	BitNot: "bitnot",
}

// flagNames are the flags in the order of their bits.
var flagNames = [...]string{"value", "tuple", "set", "bytes", "spread", "kwspread", "spawn", "super", "decorator", "decl", "proto", "new", "awaited"}
