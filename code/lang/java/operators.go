package java

import (
	"math"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

var toks = map[syntax.Op]ir.Tok{
	syntax.Add: ir.Add, syntax.Sub: ir.Sub, syntax.Mul: ir.Mul, syntax.Div: ir.Div, syntax.Mod: ir.Mod,
	syntax.Shl: ir.Shl, syntax.Shr: ir.Shr, syntax.UShr: ir.Shr, syntax.And: ir.BitAnd, syntax.Or: ir.BitOr, syntax.Xor: ir.BitXor,
	syntax.Eq: ir.Eq, syntax.Ne: ir.Ne, syntax.Lt: ir.Lt, syntax.Le: ir.Le, syntax.Gt: ir.Gt, syntax.Ge: ir.Ge,
}

func compares(op syntax.Op) bool { return op >= syntax.Eq && op <= syntax.Ge }

// binaryExpr lowers a chain of operators of any length without recursion to its
// left.
func (l *lowerer) binaryExpr(n syntax.Ref) ir.Reg {
	t := l.t
	var chain []syntax.Ref
	for t.Kind(n) == syntax.Binary && t.First(n) != 0 {
		chain = append(chain, n)
		n = t.First(n)
	}
	if len(chain) == 0 {
		return l.broken(n)
	}
	if r, ok := l.concatenation(chain, n); ok {
		return r
	}
	left := l.expr(n)
	for i := len(chain) - 1; i >= 0; i-- {
		right := t.Next(t.First(chain[i]))
		left = l.operation(chain[i], left, right)
	}
	return left
}

func (l *lowerer) operation(n syntax.Ref, left ir.Reg, right syntax.Ref) ir.Reg {
	if right == 0 {
		return l.unknown(n, left)
	}
	op := l.t.Op(n)
	if op == syntax.AndAnd || op == syntax.OrOr {
		in := l.at(ir.Or, n)
		if op == syntax.AndAnd {
			in.Op = ir.And
		}
		in.A = left
		in.Aux = &ir.Aux{Blocks: []ir.Block{l.block(func() { in.B = l.expr(right) })}}
		return l.do(in, boolType)
	}
	if op == syntax.Le || op == syntax.Lt {
		if inner := l.absolute(l.t.First(n)); inner != 0 {
			return l.within(n, op, l.expr(inner), l.expr(right))
		}
	}
	return l.arithmetic(n, op, left, l.expr(right))
}

// absolute is the variable x of Math.abs(x), else 0.
func (l *lowerer) absolute(n syntax.Ref) syntax.Ref {
	args := l.mathCall(n, "abs")
	if args == 0 || l.t.Kind(l.t.First(args)) != syntax.Name || l.t.Next(l.t.First(args)) != 0 {
		return 0
	}
	return l.t.First(args)
}

// mathCall is the arguments of Math.name(…), else 0.
func (l *lowerer) mathCall(n syntax.Ref, name string) syntax.Ref {
	t := l.t
	for t.Kind(n) == syntax.Paren {
		n = t.First(n)
	}
	if n == 0 || t.Kind(n) != syntax.Call || t.Text(t.First(n)) != "Math" || t.Text(t.Next(t.First(n))) != name {
		return 0
	}
	return t.Child(n, syntax.Args)
}

// within lowers Math.abs(x) <= c as -c <= x && x <= c, which tells of x itself.
func (l *lowerer) within(n syntax.Ref, op syntax.Op, x, c ir.Reg) ir.Reg {
	in := l.at(ir.And, n)
	in.A = l.binary(n, toks[op], x, c, boolType)
	in.Aux = &ir.Aux{Blocks: []ir.Block{l.block(func() {
		in.B = l.binary(n, toks[op], l.unaryOp(n, ir.Neg, c, l.typ(c)), x, boolType)
	})}}
	return l.do(in, boolType)
}

// largest are the classes of the number types, and what the types hold at most.
var largest = map[string]struct {
	typ *ir.Type
	max int64
}{
	"java.lang.Byte": {byteType, math.MaxInt8}, "java.lang.Short": {shortType, math.MaxInt16},
	"java.lang.Integer": {intType, math.MaxInt32}, "java.lang.Long": {longType, math.MaxInt64},
}

// limit is the constant of a number type that an expression names.
func (l *lowerer) limit(n syntax.Ref) (int64, *ir.Type, bool) {
	t := l.t
	if t.Kind(n) != syntax.Select {
		return 0, nil, false
	}
	name := t.Text(t.Next(t.First(n)))
	if name != "MAX_VALUE" && name != "MIN_VALUE" {
		return 0, nil, false
	}
	of, ok := largest[l.classNamed(t.First(n))]
	if name == "MIN_VALUE" {
		return -of.max - 1, of.typ, ok
	}
	return of.max, of.typ, ok
}

// exactly calls a method of Math that throws where its result does not fit the wider
// type of its arguments, or int where the name says so; the model is told which.
func (l *lowerer) exactly(n syntax.Ref, in ir.Instr) ir.Reg {
	of := largest["java.lang.Integer"]
	for _, a := range in.Args {
		if l.typ(a) == longType && !strings.HasSuffix(in.Name, "toIntExact") {
			of = largest["java.lang.Long"]
		}
	}
	in.Args = append(in.Args, l.constant(n, ir.Value{Kind: ir.Int, Int: of.max}, of.typ))
	return l.do(in, of.typ)
}

// root is the whole part of Math.sqrt of a type's limit.
func (l *lowerer) root(n syntax.Ref) (int64, bool) {
	args := l.mathCall(n, "sqrt")
	if args == 0 {
		return 0, false
	}
	limit, _, ok := l.limit(l.t.First(args))
	return int64(math.Sqrt(float64(max(limit, 0)))), ok
}

// concatenation makes one Concat of a sum in which a text is seen; what stands
// before the first text and is none is summed by itself.
func (l *lowerer) concatenation(chain []syntax.Ref, first syntax.Ref) (ir.Reg, bool) {
	t := l.t
	for _, n := range chain {
		if t.Op(n) != syntax.Add || t.Next(t.First(n)) == 0 {
			return 0, false
		}
	}
	parts := []ir.Reg{l.expr(first)}
	seen := isText(l.typ(parts[0])) && l.typ(parts[0]) != charType
	for i := len(chain) - 1; i >= 0; i-- {
		v := l.expr(t.Next(t.First(chain[i])))
		text := isText(l.typ(v)) && l.typ(v) != charType
		if !seen && !text {
			n := len(parts) - 1
			parts[n] = l.arithmetic(chain[i], syntax.Add, parts[n], v)
			continue
		}
		seen = true
		parts = append(parts, v)
	}
	if !seen {
		return parts[0], true
	}
	in := l.at(ir.Concat, chain[0])
	in.Args, in.Aux = l.list(parts...), &ir.Aux{Keys: make([]string, len(parts))}
	return l.do(in, stringType), true
}

// arithmetic is a op b, with characters as numbers where numbers are meant.
func (l *lowerer) arithmetic(n syntax.Ref, op syntax.Op, a, b ir.Reg) ir.Reg {
	ta, tb := l.typ(a), l.typ(b)
	if op == syntax.Add && (isText(ta) && ta != charType || isText(tb) && tb != charType) {
		in := l.at(ir.Concat, n)
		in.Args, in.Aux = l.list(a, b), &ir.Aux{Keys: make([]string, 2)}
		return l.do(in, stringType)
	}
	if ta == charType && (tb != charType || !compares(op)) && !(compares(op) && tb == nil) {
		a = l.number(n, a)
	}
	if tb == charType && (ta != charType || !compares(op)) && !(compares(op) && ta == nil) {
		b = l.number(n, b)
	}
	result := resultOf(op, l.typ(a), l.typ(b))
	if op == syntax.UShr && result == intType { // its bits, as a number that is not negative
		a = l.binary(n, ir.BitAnd, a, l.constant(n, ir.Value{Kind: ir.Int, Int: math.MaxUint32}, longType), longType)
	}
	v := l.binary(n, toks[op], a, b, result)
	l.wraps(a, b, l.typ(v))
	return v
}

// wraps notes on the operation just emitted what its numbers may be.
func (l *lowerer) wraps(a, b ir.Reg, result *ir.Type) {
	in := &l.code[len(l.code)-1]
	x, y, z := widths[result], widths[l.typ(a)], widths[l.typ(b)]
	if l.u.Stub || in.Op != ir.Binary || x == "" || y == "" || z == "" {
		return
	}
	switch in.Tok {
	case ir.Add, ir.Sub, ir.Mul, ir.Div, ir.Mod, ir.Shl, ir.Shr:
		in.Aux = &ir.Aux{Keys: []string{x, y, z}}
	}
}

// narrowed: the operation just emitted is at once made a smaller type's.
func (l *lowerer) narrowed(typ *ir.Type) {
	if len(l.code) == 0 || typ != byteType && typ != shortType {
		return
	}
	if in := &l.code[len(l.code)-1]; in.Op == ir.Binary && in.Aux != nil && len(in.Aux.Keys) == 3 {
		in.Aux.Keys[0] = widths[typ]
	}
}

// resultOf is the type of an operation; nil when it is not sure.
func resultOf(op syntax.Op, a, b *ir.Type) *ir.Type {
	switch {
	case compares(op):
		return boolType
	case a == floatType && isPlain(b) || b == floatType && isPlain(a):
		return floatType
	case a == boolType && b == boolType:
		return boolType
	case isPlain(a) && isPlain(b) && (a == longType || b == longType && op != syntax.Shl && op != syntax.Shr && op != syntax.UShr):
		return longType
	case isPlain(a) && isPlain(b):
		return intType
	}
	return nil
}

// number is a character's code; other values stay.
func (l *lowerer) number(n syntax.Ref, v ir.Reg) ir.Reg {
	if l.typ(v) != charType {
		return v
	}
	return l.op(n, "text.ord", intType, v)
}

// character is the text of one character with a code.
func (l *lowerer) character(n syntax.Ref, v ir.Reg) ir.Reg {
	switch t := l.typ(v); {
	case isText(t):
		return v
	case t == nil || t == anyType:
		return l.call(n, "java.lang.Character.of", charType, v)
	}
	return l.op(n, "text.chr", charType, v)
}

func (l *lowerer) unary(n syntax.Ref) ir.Reg {
	t := l.t
	operand := t.First(n)
	if operand == 0 {
		return l.unknown(n)
	}
	switch op := t.Op(n); op {
	case syntax.Inc, syntax.Dec:
		return l.step(n, operand, op)
	case syntax.Not:
		return l.unaryOp(n, ir.Not, l.expr(operand), boolType)
	case syntax.BitNot:
		return l.unaryOp(n, ir.BitNot, l.number(n, l.expr(operand)), intType)
	case syntax.Sub:
		v := l.number(n, l.expr(operand))
		return l.unaryOp(n, ir.Neg, v, l.typ(v))
	}
	return l.number(n, l.expr(operand))
}

func (l *lowerer) unaryOp(n syntax.Ref, tok ir.Tok, v ir.Reg, typ *ir.Type) ir.Reg {
	in := l.at(ir.Unary, n)
	in.Tok, in.A = tok, v
	return l.do(in, typ)
}

// step lowers ++ and --.
func (l *lowerer) step(n, operand syntax.Ref, op syntax.Op) ir.Reg {
	p := l.placeOf(operand)
	old := l.read(operand, p)
	if p.kind == inVariable && l.t.Kind(n) == syntax.Postfix { // what it was, before the variable changes
		kept := l.reg("", p.typ)
		l.copyTo(kept, n, old)
		old = kept
	}
	one := l.constant(n, ir.Value{Kind: ir.Int, Int: 1}, intType)
	tok := ir.Add
	if op == syntax.Dec {
		tok = ir.Sub
	}
	v := l.binary(n, tok, l.number(n, old), one, intType)
	if isWhole(p.typ) {
		l.wraps(old, one, p.typ)
	}
	if p.typ == charType {
		v = l.character(n, v)
	}
	l.write(n, p, v)
	if l.t.Kind(n) == syntax.Postfix {
		return old
	}
	return v
}

func (l *lowerer) literal(n syntax.Ref) ir.Reg {
	text := l.text(n)
	switch l.t.Op(n) {
	case syntax.LitInt:
		if strings.HasSuffix(text, "l") || strings.HasSuffix(text, "L") {
			return l.constant(n, integer(text), longType)
		}
		return l.constant(n, integer(text), intType)
	case syntax.LitFloat:
		f, err := strconv.ParseFloat(strings.TrimRight(strings.ReplaceAll(text, "_", ""), "fFdD"), 64)
		if err != nil {
			f = 0
		}
		return l.constant(n, ir.Value{Kind: ir.Float, Float: f}, floatType)
	case syntax.LitTrue, syntax.LitFalse:
		return l.boolean(n, l.t.Op(n) == syntax.LitTrue)
	case syntax.LitNull:
		return l.null(n)
	case syntax.LitChar:
		return l.constant(n, ir.Value{Kind: ir.Str, Str: unescape(strings.Trim(text, "'"), text)}, charType)
	case syntax.LitText:
		return l.str(n, textBlock(text))
	}
	s := strings.TrimPrefix(text, `"`)
	return l.str(n, unescape(strings.TrimSuffix(s, `"`), s))
}

// integer reads a whole number of any base.
func integer(text string) ir.Value {
	s := strings.TrimRight(strings.ReplaceAll(text, "_", ""), "lL")
	if len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9' {
		s = "0o" + s[1:]
	}
	if i, err := strconv.ParseInt(s, 0, 64); err == nil {
		return ir.Value{Kind: ir.Int, Int: i}
	}
	if u, err := strconv.ParseUint(s, 0, 64); err == nil {
		return ir.Value{Kind: ir.Int, Int: int64(u)}
	}
	return ir.Value{Kind: ir.Int, Str: s}
}

// textBlock is the value of """…""": common indentation and blanks at line ends
// removed.
func textBlock(text string) string {
	s := strings.TrimSuffix(strings.TrimPrefix(text, `"""`), `"""`)
	_, s, _ = strings.Cut(s, "\n")
	lines := strings.Split(s, "\n")
	indent := -1
	for i, line := range lines {
		trimmed := strings.TrimLeft(line, " \t")
		if strings.TrimSpace(line) == "" && i < len(lines)-1 {
			continue
		}
		if n := len(line) - len(trimmed); indent < 0 || n < indent {
			indent = n
		}
	}
	for i, line := range lines {
		lines[i] = strings.TrimRight(line[min(max(indent, 0), len(line)):], " \t\r")
	}
	s = strings.Join(lines, "\n")
	return unescape(s, s)
}

// unescape resolves the escapes of a literal; whole is given back when there are
// none or they are wrong.
func unescape(s, _ string) string {
	if !strings.ContainsRune(s, '\\') {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; c {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case 'b':
			b.WriteByte('\b')
		case 'f':
			b.WriteByte('\f')
		case 's':
			b.WriteByte(' ')
		case '\n':
		case 'u':
			for i+1 < len(s) && s[i+1] == 'u' {
				i++
			}
			if v, err := strconv.ParseUint(s[i+1:min(i+5, len(s))], 16, 32); err == nil && i+5 <= len(s) {
				b.WriteRune(rune(v))
				i += 4
			}
		case '0', '1', '2', '3', '4', '5', '6', '7':
			j := i
			for j < len(s) && j < i+3 && s[j] >= '0' && s[j] <= '7' {
				j++
			}
			v, err := strconv.ParseUint(s[i:j], 8, 16)
			if err == nil {
				b.WriteRune(rune(v))
			}
			i = j - 1
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
