package ops

import (
	"math"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/value"
)

// formulaOps read what people write where a program evaluates expressions: literals, and
// sums of numbers. What else code may do (names, calls, comparisons) is not computed.
func formulaOps() []Op {
	unknown := func(_ *Context, args []value.Abs) value.Abs { return anyValue(args) }
	truthful := func(*Context, []value.Abs) value.Abs { return truth(0) }
	return []Op{
		{Name: "code.literal", Doc: "(s) -> whether s is a literal: a number, a text, true, false or nothing, or a list of them",
			Concrete: bn(func(a []any) bool { t, ok := parseFormula(str(a, 0)); return ok && t.literal }), Abstract: truthful},
		{Name: "code.formula", Doc: "(s) -> whether s is a literal, or numbers joined by + - * / % // ** and parentheses",
			Concrete: bn(func(a []any) bool { _, ok := parseFormula(str(a, 0)); return ok }), Abstract: truthful},
		{Name: "code.value", Doc: "(s) -> what a formula or literal comes to, as Python says; an error for others, and for what has no value",
			Concrete: func(a []any) (any, error) {
				t, ok := parseFormula(str(a, 0))
				if !ok {
					return nil, bad("no formula")
				}
				return t.compute()
			}, Abstract: unknown},
		{Name: "code.tree", Doc: "(s) -> the tree of a formula: maps with kind, and value, op, left, right or items; an error for others",
			Concrete: func(a []any) (any, error) {
				t, ok := parseFormula(str(a, 0))
				if !ok {
					return nil, bad("no formula")
				}
				return t.tree(), nil
			}, Abstract: unknown},
	}
}

// A formula is a node of an expression.
type formula struct {
	op      string // "", "list", or the operator
	value   any    // of a constant
	parts   []*formula
	literal bool
}

const (
	maxFormula = 400 // bytes
	maxNesting = 20
)

type formulaReader struct {
	s     string
	at    int
	depth int
}

func parseFormula(s string) (*formula, bool) {
	if len(s) > maxFormula {
		return nil, false
	}
	r := &formulaReader{s: s}
	t := r.sum()
	r.blanks()
	return t, t != nil && r.at == len(r.s)
}

func (r *formulaReader) blanks() {
	for r.at < len(r.s) && (r.s[r.at] == ' ' || r.s[r.at] == '\t') {
		r.at++
	}
}

// take reads the first of the signs that stands here.
func (r *formulaReader) take(signs ...string) string {
	r.blanks()
	for _, sign := range signs {
		if strings.HasPrefix(r.s[r.at:], sign) {
			r.at += len(sign)
			return sign
		}
	}
	return ""
}

func (r *formulaReader) sum() *formula {
	return r.chain(func() *formula { return r.chain(r.signed, "//", "*", "/", "%") }, "+", "-")
}

// chain reads operands joined by operators of one rank, from the left.
func (r *formulaReader) chain(operand func() *formula, signs ...string) *formula {
	left := operand()
	for left != nil {
		op := r.take(signs...)
		if op == "" {
			break
		}
		right := operand()
		if right == nil || !left.number() || !right.number() {
			return nil
		}
		left = &formula{op: op, parts: []*formula{left, right}}
	}
	return left
}

func (f *formula) number() bool {
	switch f.value.(type) {
	case int64, float64:
		return true
	}
	return f.op != "" && f.op != "list"
}

// signed reads an operand with its signs; a power binds more than they do.
func (r *formulaReader) signed() *formula {
	if r.depth++; r.depth > maxNesting {
		return nil
	}
	defer func() { r.depth-- }()
	if op := r.take("-", "+"); op != "" {
		part := r.signed()
		if part == nil || !part.number() {
			return nil
		}
		return &formula{op: op, parts: []*formula{part}, literal: part.op == ""}
	}
	base := r.operand()
	if base != nil && base.number() && r.take("**") != "" {
		power := r.signed()
		if power == nil || !power.number() {
			return nil
		}
		return &formula{op: "**", parts: []*formula{base, power}}
	}
	return base
}

func (r *formulaReader) operand() *formula {
	r.blanks()
	if r.at >= len(r.s) {
		return nil
	}
	switch c := r.s[r.at]; {
	case c == '(':
		r.at++
		t := r.sum()
		if t == nil || r.take(")") == "" {
			return nil
		}
		return t
	case c == '[':
		r.at++
		return r.list()
	case c == '\'' || c == '"':
		end := strings.IndexByte(r.s[r.at+1:], c)
		if end < 0 || strings.ContainsAny(r.s[r.at+1:r.at+1+end], "\\\n") {
			return nil
		}
		t := &formula{value: r.s[r.at+1 : r.at+1+end], literal: true}
		r.at += end + 2
		return t
	}
	return r.word()
}

func (r *formulaReader) list() *formula {
	t := &formula{op: "list", literal: true}
	for {
		if r.take("]") != "" {
			return t
		}
		if len(t.parts) > 0 && r.take(",") == "" {
			return nil
		}
		item := r.sum()
		if item == nil {
			return nil
		}
		t.parts, t.literal = append(t.parts, item), t.literal && item.literal
	}
}

// word reads a number, or the name of a constant.
func (r *formulaReader) word() *formula {
	n := len(r.s[r.at:]) - len(strings.TrimLeft(r.s[r.at:], "0123456789.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"))
	word := r.s[r.at : r.at+n]
	r.at += n
	switch word {
	case "True", "true":
		return &formula{value: true, literal: true}
	case "False", "false":
		return &formula{value: false, literal: true}
	case "None", "null":
		return &formula{literal: true}
	}
	if word == "" || strings.Trim(word, "0123456789.") != "" || len(word) > 1 && word[0] == '0' && word[1] != '.' {
		return nil
	}
	if i, err := strconv.ParseInt(word, 10, 32); err == nil {
		return &formula{value: i, literal: true}
	}
	f, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return nil
	}
	return &formula{value: f, literal: true}
}

// compute is the value, by Python's rules: / gives a fraction, // and % round down.
func (f *formula) compute() (any, error) {
	var parts []any
	for _, p := range f.parts {
		v, err := p.compute()
		if err != nil {
			return nil, err
		}
		parts = append(parts, v)
	}
	switch {
	case f.op == "":
		return f.value, nil
	case f.op == "list":
		return &value.ListValue{Items: parts}, nil
	case len(parts) == 1:
		parts = []any{int64(0), parts[0]}
	}
	a, exact := parts[0].(int64)
	b, whole := parts[1].(int64)
	if exact && whole && f.op != "/" {
		return wholeOf(f.op, a, b)
	}
	x, y := fraction(parts[0]), fraction(parts[1])
	switch f.op {
	case "+":
		return x + y, nil
	case "-":
		return x - y, nil
	case "*":
		return x * y, nil
	case "**":
		return math.Pow(x, y), nil
	}
	if y == 0 {
		return nil, bad("division by zero")
	}
	switch f.op {
	case "/":
		return x / y, nil
	case "//":
		return math.Floor(x / y), nil
	}
	return x - y*math.Floor(x/y), nil
}

func fraction(v any) float64 {
	if i, ok := v.(int64); ok {
		return float64(i)
	}
	f, _ := v.(float64)
	return f
}

func wholeOf(op string, a, b int64) (any, error) {
	switch op {
	case "+":
		return a + b, nil
	case "-":
		return a - b, nil
	case "*":
		if a != 0 && (a > math.MaxInt32 || a < math.MinInt32 || b > math.MaxInt32 || b < math.MinInt32) {
			return nil, bad("a number too large to compute")
		}
		return a * b, nil
	case "**":
		if p := math.Pow(float64(a), float64(b)); b >= 0 && math.Abs(p) <= math.MaxInt32 {
			return int64(p), nil
		}
		return nil, bad("a number too large to compute")
	}
	if b == 0 {
		return nil, bad("division by zero")
	}
	down := int64(math.Floor(float64(a) / float64(b)))
	if op == "//" {
		return down, nil
	}
	return a - b*down, nil
}

func (f *formula) tree() any {
	m := &value.MapValue{Vals: map[any]any{}}
	set := func(key string, v any) { m.Keys, m.Vals[key] = append(m.Keys, key), v }
	switch {
	case f.op == "":
		set("kind", "Constant")
		set("value", f.value)
	case f.op == "list":
		items := &value.ListValue{}
		for _, p := range f.parts {
			items.Items = append(items.Items, p.tree())
		}
		set("kind", "List")
		set("items", items)
	case len(f.parts) == 1:
		set("kind", "UnaryOp")
		set("op", f.op)
		set("left", f.parts[0].tree())
	default:
		set("kind", "BinOp")
		set("op", f.op)
		set("left", f.parts[0].tree())
		set("right", f.parts[1].tree())
	}
	return m
}
