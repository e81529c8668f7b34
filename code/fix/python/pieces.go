package python

import (
	"strings"

	"github.com/prunella/prunella/code/lang/python/syntax"
)

// How an expression stands in a text.
type how uint8

const (
	constant how = iota
	added        // left + x
	field        // f"{x}"
	verb         // "%s" % x
	braces       // "{}".format(x)
)

// A piece is a stretch of a text as the program builds it: constant bytes with
// the offset of each in the file, or an expression and what stands for it.
type piece struct {
	how      how
	value    string
	offs     []uint32 // of each byte of value, and of what follows
	open     string   // prefix and quotes of the literal
	expr     syntax.Ref
	from, to uint32
	spec     string // conversion and format, "" when it is just the text
}

// A building is one expression that makes a text (or a part of one).
type building struct {
	s      *source
	whole  syntax.Ref
	pieces []piece
	format syntax.Ref // the % or format call, when there is one
	nested bool       // an appending statement inside a branch or loop
	failed string     // why it could not be read
	// dropped is set when the formatting goes and the literal stays as it is.
	dropped bool
}

// read splits an expression into pieces.
func (s *source) read(e syntax.Ref) *building {
	b := &building{s: s, whole: e}
	b.add(e)
	return b
}

func (b *building) fail(why string) { b.failed = why }

func (b *building) add(e syntax.Ref) {
	s := b.s
	switch s.kind(e) {
	case syntax.Str:
		b.literals(s.start(e), s.end(e), false)
	case syntax.FString:
		b.fstring(e)
	case syntax.BinaryOp:
		switch {
		case s.tree.Op(e) == syntax.Add:
			b.add(s.child(e, 0))
			b.add(s.child(e, 1))
			return
		case s.tree.Op(e) == syntax.Mod && s.is(s.child(e, 0), syntax.Str):
			b.percent(e)
			return
		}
		b.expr(e)
	case syntax.Call:
		fn := s.child(e, 0)
		if s.is(fn, syntax.Attribute) && s.text(s.child(fn, 1)) == "format" && s.is(s.child(fn, 0), syntax.Str) {
			b.formatted(e)
			return
		}
		b.expr(e)
	default:
		b.expr(e)
	}
}

func (b *building) expr(e syntax.Ref) {
	b.pieces = append(b.pieces, piece{how: added, expr: e, from: b.s.outerStart(e), to: b.s.outerEnd(e)})
}

// fstring walks the literals of an f-string, plain ones among them.
func (b *building) fstring(e syntax.Ref) {
	s := b.s
	at := s.start(e)
	open := ""
	for _, c := range s.children(e) {
		if s.is(c, syntax.Str) {
			b.literals(s.start(c), s.end(c), false)
			at, open = s.end(c), ""
			continue
		}
		if o := opening(s.between(at, s.start(c))); o != "" {
			open = o
		}
		switch s.kind(c) {
		case syntax.FStringText:
			b.text(s.start(c), s.end(c), open, true)
		case syntax.FStringField:
			p := piece{how: field, expr: s.child(c, 0), from: s.start(c), to: s.end(c), open: open}
			if s.tree.Op(c) != 0 || s.tree.Has(c, syntax.SelfDoc) || !s.is(s.child(c, 1), syntax.Absent) && s.child(c, 1) != 0 {
				p.spec = s.text(c)
			}
			b.pieces = append(b.pieces, p)
		}
		at = s.end(c)
	}
}

// opening is the last start of a literal in the text between two parts of an
// f-string: f" or rf”'.
func opening(between string) string {
	i := strings.LastIndexAny(between, `"'`)
	if i < 0 {
		return ""
	}
	q := between[i]
	from := i
	for from > 0 && between[from-1] == q && i-from < 2 {
		from--
	}
	if i-from == 1 { // "" closes and opens nothing more
		from = i
	}
	start := from
	for start > 0 && strings.IndexByte("rRfFbBuUtT", between[start-1]) >= 0 {
		start--
	}
	return between[start : i+1]
}

// literals reads adjacent plain literals.
func (b *building) literals(from, to uint32, _ bool) {
	src := b.s.unit.Text
	for i := from; i < to; {
		c := src[i]
		switch {
		case c == '#':
			i = b.s.lineEnd(i)
			continue
		case c == '"' || c == '\'' || strings.IndexByte("rRuUbB", c) >= 0:
		default:
			i++
			continue
		}
		start := i
		for i < to && src[i] != '"' && src[i] != '\'' {
			i++
		}
		q := string(src[i:min(i+1, to)])
		if i+3 <= to && string(src[i:i+3]) == q+q+q {
			q = q + q + q
		}
		i += uint32(len(q))
		body := i
		for i < to && !strings.HasPrefix(string(src[i:min(i+3, to)]), q) {
			if src[i] == '\\' {
				i++
			}
			i++
		}
		b.text(body, min(i, to), string(src[start:body]), false)
		i += uint32(len(q))
	}
}

// text decodes the body of one literal with the offset of every byte.
func (b *building) text(from, to uint32, open string, fstr bool) {
	src := b.s.unit.Text
	p := piece{open: open}
	raw := strings.ContainsAny(open, "rR")
	for i := from; i < to; {
		step, out := uint32(1), string(src[i])
		switch {
		case fstr && (src[i] == '{' || src[i] == '}') && i+1 < to && src[i+1] == src[i]:
			step = 2
		case src[i] == '\\' && !raw && i+1 < to:
			step = 2
			switch e := src[i+1]; e {
			case '\\', '\'', '"':
				out = string(e)
			case 'n':
				out = "\n"
			case 't':
				out = "\t"
			case '\n':
				out = ""
			default:
				b.fail("a constant has escapes")
			}
		}
		if out != "" {
			p.value, p.offs = p.value+out, append(p.offs, i)
		}
		i += step
	}
	p.offs = append(p.offs, to)
	if p.value != "" {
		b.pieces = append(b.pieces, p)
	}
}

// percent splits "…%s…" % args.
func (b *building) percent(e syntax.Ref) {
	s := b.s
	values := []syntax.Ref{s.child(e, 1)}
	named := map[string]syntax.Ref{}
	switch {
	case s.is(values[0], syntax.Tuple):
		values = s.children(values[0])
	case s.is(values[0], syntax.Dict):
		for _, it := range s.children(values[0]) {
			if key, ok := s.literal(s.child(it, 0)); ok && s.is(it, syntax.DictItem) {
				named[key] = s.child(it, 1)
			}
		}
	}
	first := len(b.pieces)
	b.literals(s.start(s.child(e, 0)), s.end(s.child(e, 0)), false)
	b.format = e
	b.cut(first, '%', func(text string, next int) (n int, expr syntax.Ref, spec string, lit string) {
		if strings.HasPrefix(text, "%%") {
			return 2, 0, "", "%"
		}
		i := 1
		name := ""
		if i < len(text) && text[i] == '(' {
			end := strings.IndexByte(text, ')')
			if end < 0 {
				return 0, 0, "", ""
			}
			name, i = text[2:end], end+1
		}
		for i < len(text) && strings.IndexByte("+-# 0123456789.", text[i]) >= 0 {
			i++
		}
		if i >= len(text) || strings.IndexByte("sdrifgxa", text[i]) < 0 {
			return 0, 0, "", ""
		}
		if v := text[:i+1]; v != "%s" && v != "%d" && v != "%i" && name == "" {
			spec = v
		}
		if name != "" {
			return i + 1, named[name], spec, ""
		}
		if next >= len(values) {
			return 0, 0, "", ""
		}
		return i + 1, values[next], spec, ""
	}, verb)
}

// formatted splits "…{}…".format(args).
func (b *building) formatted(e syntax.Ref) {
	s := b.s
	lit := s.child(s.child(e, 0), 0)
	first := len(b.pieces)
	b.literals(s.start(lit), s.end(lit), false)
	b.format = e
	b.cut(first, '{', func(text string, next int) (n int, expr syntax.Ref, spec string, out string) {
		if strings.HasPrefix(text, "{{") {
			return 2, 0, "", "{"
		}
		end := strings.IndexByte(text, '}')
		if end < 0 {
			return 0, 0, "", ""
		}
		name := text[1:end]
		if i := strings.IndexAny(name, "!:"); i >= 0 {
			name, spec = name[:i], name[i:]
		}
		switch {
		case name == "":
			expr = s.arg(e, next)
		case name[0] >= '0' && name[0] <= '9' && len(name) == 1:
			expr = s.arg(e, int(name[0]-'0'))
		default:
			if k := s.keyword(e, name); k != 0 {
				expr = s.child(k, 1)
			}
		}
		return end + 1, expr, spec, ""
	}, braces)
}

// cut splits constant pieces from number first on at the verbs that take reads.
func (b *building) cut(first int, mark byte, take func(text string, next int) (int, syntax.Ref, string, string), h how) {
	old := append([]piece(nil), b.pieces[first:]...)
	b.pieces = b.pieces[:first]
	next := 0
	for _, p := range old {
		from := 0
		flush := func(to int) {
			if to > from {
				b.pieces = append(b.pieces, piece{value: p.value[from:to], offs: p.offs[from : to+1], open: p.open})
			}
		}
		for i := 0; i < len(p.value); {
			if h == braces && strings.HasPrefix(p.value[i:], "}}") {
				flush(i + 1)
				i += 2
				from = i
				continue
			}
			if p.value[i] != mark {
				i++
				continue
			}
			n, expr, spec, lit := take(p.value[i:], next)
			switch {
			case n > 0 && lit != "":
				flush(i + 1)
			case n > 0 && expr != 0:
				flush(i)
				b.pieces = append(b.pieces, piece{how: h, expr: expr, from: p.offs[i], to: p.offs[i+n], open: p.open, spec: spec})
				next++
			default:
				b.fail("the format is not constant")
				return
			}
			i += n
			from = i
		}
		flush(len(p.value))
	}
}

// quotes of a literal: what follows the prefix.
func closing(open string) string { return strings.TrimLeft(open, "rRfFbBuUtT") }

// A cutting is a part of a building to be replaced by constant text: pieces
// [i, j] with the constant ends cut at bytes a and b.
type cutting struct {
	first, last int // pieces that hold the ends
	a, b        int // byte in the first (it stays before), byte in the last (it stays from there)
	text        string
	// marks replaces expr alone: an expression that makes marks for a list.
	marks string
	expr  syntax.Ref
}

// hole is the cutting that takes just piece i out.
func (b *building) hole(i int) cutting {
	c := cutting{first: i - 1, last: i + 1}
	if i > 0 && b.pieces[i-1].how == constant {
		c.a = len(b.pieces[i-1].value)
	}
	return c
}

// apply writes a cutting as an edit; false when the text before it is not a
// constant of the same expression.
func (b *building) apply(c cutting) bool {
	if c.first < 0 || b.pieces[c.first].how != constant {
		return b.applyFirst(c)
	}
	left := b.pieces[c.first]
	from := left.offs[c.a]
	inner := b.pieces[c.last-1]
	text := b.escape(left, c.text)
	switch {
	case c.last < len(b.pieces) && b.pieces[c.last].how == constant && c.b > 0:
		right := b.pieces[c.last]
		if right.open != left.open {
			text += closing(left.open) + " + " + right.open
		}
		b.s.edit(from, right.offs[c.b], text)
	case inner.how == added:
		if c.last < len(b.pieces) && b.pieces[c.last].how == constant && b.pieces[c.last].open == left.open {
			b.s.edit(from, b.pieces[c.last].offs[0], text)
			break
		}
		b.s.edit(from, inner.to, text+closing(left.open))
	default:
		b.s.edit(from, inner.to, text)
	}
	return true
}

// applyFirst is for a hole at the very start of an f-string or a format.
func (b *building) applyFirst(c cutting) bool {
	p := b.pieces[c.first+1]
	if p.how == added || p.how == constant || c.last != c.first+2 || c.b != 0 {
		return false
	}
	b.s.edit(p.from, p.to, b.escape(p, c.text))
	return true
}

// escape writes constant text as it must stand in a literal.
func (b *building) escape(in piece, text string) string {
	switch {
	case b.dropped:
		return text
	case strings.ContainsAny(strings.TrimRight(in.open, `"'`), "fF"):
		return strings.NewReplacer("{", "{{", "}", "}}").Replace(text)
	case b.format != 0 && b.s.is(b.format, syntax.Call):
		return strings.NewReplacer("{", "{{", "}", "}}").Replace(text)
	case b.format != 0:
		return strings.ReplaceAll(text, "%", "%%")
	}
	return text
}

// drop removes the arguments of the % or format that gone lists; true when none
// is left and the formatting itself went.
func (b *building) drop(gone []syntax.Ref) bool {
	if b.format == 0 || len(gone) == 0 {
		return false
	}
	s := b.s
	var keep []string
	for _, p := range b.pieces {
		if (p.how == verb || p.how == braces) && !contains(gone, p.expr) {
			keep = append(keep, s.text(p.expr))
		}
	}
	if len(keep) == 0 {
		lit := s.child(b.format, 0)
		if s.is(b.format, syntax.Call) {
			lit = s.child(lit, 0)
		}
		s.edit(s.outerEnd(lit), s.end(b.format), "")
		return true
	}
	if s.is(b.format, syntax.Call) {
		s.replace(s.child(b.format, 1), "("+strings.Join(keep, ", ")+")")
		return false
	}
	comma := ""
	if len(keep) == 1 {
		comma = ","
	}
	right := s.child(b.format, 1)
	s.edit(s.outerStart(right), s.outerEnd(right), "("+strings.Join(keep, ", ")+comma+")")
	return false
}

// undouble writes %% and {{ as what they stand for, once nothing formats them.
func (b *building) undouble() {
	for _, p := range b.pieces {
		for i := 0; p.how == constant && i < len(p.value); i++ {
			at := p.offs[i]
			mark := b.s.unit.Text[at]
			percent := mark == '%' && b.s.is(b.format, syntax.BinaryOp)
			brace := (mark == '{' || mark == '}') && b.s.is(b.format, syntax.Call)
			if (percent || brace) && b.s.unit.Text[at+1] == mark {
				b.s.edit(at, at+1, "")
			}
		}
	}
}

// plain takes the f off an f-string whose last field is gone.
func (b *building) plain(gone []syntax.Ref) {
	if !b.s.is(b.whole, syntax.FString) || len(gone) == 0 {
		return
	}
	start := b.s.start(b.whole)
	for _, p := range b.pieces {
		if p.how != constant && !contains(gone, p.expr) || strings.ContainsAny(p.value, "{}") || p.open != b.pieces[0].open {
			return
		}
	}
	if i := strings.IndexAny(b.pieces[0].open, "fF"); i >= 0 && len(b.s.children(b.whole)) == len(b.pieces) {
		b.s.edit(start+uint32(i), start+uint32(i)+1, "")
	}
}

func contains(list []syntax.Ref, n syntax.Ref) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// built finds how the text of an expression is made: the expression itself, or
// the assignments to a name in the function.
func (s *source) built(e syntax.Ref) []*building {
	if !s.is(e, syntax.Name) {
		return []*building{s.read(e)}
	}
	name := s.text(e)
	var out []*building
	fn := s.function(e)
	s.each(fn, func(n syntax.Ref) {
		if !s.is(n, syntax.Assign, syntax.AugAssign, syntax.AnnAssign) || s.function(n) != fn || s.start(n) > s.start(e) {
			return
		}
		target := s.child(n, 0)
		if s.is(target, syntax.Name) && s.text(target) == name && s.tree.Count(n) < 4 {
			b := s.read(s.tree.Last(n))
			b.nested = s.up[n] != s.up[s.statement(e)]
			if s.is(n, syntax.AugAssign) {
				if s.tree.Op(n) != syntax.Add || len(out) == 0 {
					b.fail("the text is changed in a way that is not appending")
				}
			} else if len(out) > 0 && !(len(b.pieces) > 0 && s.text(b.pieces[0].expr) == name) {
				b.fail("the text is put together in more than one place")
			}
			out = append(out, b)
		}
	})
	return out
}
