package java

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// A bound is a value that became a parameter.
type bound struct {
	index int    // of the parameter, from 1
	expr  string // as Java writes it
	typ   string // its declared type, "" when unknown
}

// A statement is the text of a statement with its values taken out.
type statement struct {
	made   syntax.Ref // the expression that puts the text together
	edits  []fix.Edit // to that expression
	values []bound
	marks  int  // parameters there were before
	plain  bool // nothing but constants is left
	start  uint32
	end    uint32 // of its pieces
}

// valuePlace matches SQL behind which a value may stand.
var valuePlace = regexp.MustCompile(`(?i)(?:[=<>(,+*/-]|\b(?:like|values|between|and|limit|offset|top|in)\b)\s*$`)

// takenOut makes parameters of the values in a statement's text. mark writes the n-th.
func (s *source) takenOut(made syntax.Ref, mark func(n int) string) (*statement, error) {
	st := &statement{made: made, plain: true}
	w := &taker{s: s, st: st, parts: s.pieces(made), mark: mark}
	if len(w.parts) == 1 && !w.parts[0].lit {
		return nil, fmt.Errorf("the statement is put together elsewhere")
	}
	st.start, _ = s.t.Span(w.parts[0].node)
	_, st.end = s.t.Span(w.parts[len(w.parts)-1].node)
	for i := 0; i < len(w.parts); i++ {
		next, err := w.part(i)
		if err != nil {
			return nil, err
		}
		i = next
	}
	if len(st.values) == 0 {
		return nil, fmt.Errorf("no value of the flow stands where a parameter may")
	}
	return st, nil
}

// A taker goes through the pieces of a statement.
type taker struct {
	s     *source
	st    *statement
	parts []piece
	mark  func(n int) string
	sql   strings.Builder // what was read, marks and all
	count int             // parameters so far
	from  uint32          // where the quote stands that is open
	open  []string        // Java of what is inside it; nil for none
	holes int             // values inside it
	typ   string
}

func (w *taker) raw(p piece) (text string, at uint32) {
	start, end := w.s.t.Span(p.node)
	return string(w.s.t.Src[start+1 : end-1]), start + 1
}

// part reads one piece; it gives the index of the last one read.
func (w *taker) part(i int) (int, error) {
	p := w.parts[i]
	if p.lit {
		text, at := w.raw(p)
		w.literal(text, at)
		return i, nil
	}
	if w.open != nil {
		w.open = append(w.open, w.s.operand(p.node))
		w.holes++
		w.typ = w.s.typeOf(p.node)
		return i, nil
	}
	if w.s.constant(p.node) {
		w.sql.WriteString("x")
		return i, nil
	}
	return w.bare(i)
}

// literal looks for quotes and marks in the text of a literal.
func (w *taker) literal(text string, at uint32) {
	begun := 0 // where the text inside an open quote begins
	for k := 0; k < len(text); k++ {
		switch c := text[k]; {
		case c == '\'' && w.open == nil:
			w.from, w.open, w.holes, w.typ, begun = at+uint32(k), []string{}, 0, "", k+1
		case c == '\'':
			w.inside(text[begun:k])
			w.close(at + uint32(k) + 1)
		case w.open == nil:
			if c == '?' {
				w.count++
				w.st.marks++
			}
			w.sql.WriteByte(c)
		}
	}
	if w.open != nil {
		w.inside(text[begun:])
	}
}

func (w *taker) inside(text string) {
	if text != "" {
		w.open = append(w.open, `"`+text+`"`)
	}
}

// close ends a quoted text: with values in it, it becomes a parameter.
func (w *taker) close(end uint32) {
	parts := w.open
	w.open = nil
	w.sql.WriteString("''")
	if w.holes == 0 {
		return
	}
	if len(parts) > 1 {
		w.typ = "String"
	}
	if len(parts) > 1 && !strings.HasPrefix(parts[0], `"`) && !strings.HasPrefix(parts[1], `"`) {
		parts = append([]string{`""`}, parts...)
	}
	w.take(w.from, end, "", strings.Join(parts, " + "))
}

func (w *taker) take(start, end uint32, after, expr string) {
	w.count++
	w.st.values = append(w.st.values, bound{w.count, expr, w.typ})
	w.st.edits = append(w.st.edits, fix.Edit{File: w.s.unit.Path, Start: start, End: end, New: w.mark(w.count) + after})
}

// bare takes out a value that stands without quotes.
func (w *taker) bare(i int) (int, error) {
	s, p := w.s, w.parts[i]
	if !valuePlace.MatchString(w.sql.String()) {
		if s.carries(p.node) {
			return i, fmt.Errorf("a value stands where SQL takes no parameter")
		}
		w.st.plain = false
		w.sql.WriteString("x")
		return i, nil
	}
	start, end := s.t.Span(p.node)
	w.typ = s.typeOf(p.node)
	before := i > 0 && w.parts[i-1].lit
	behind := i+1 < len(w.parts) && w.parts[i+1].lit
	if i+1 < len(w.parts) && !behind {
		return i, fmt.Errorf("two values stand side by side")
	}
	expr := s.t.Text(p.node)
	switch {
	case before && behind:
		w.take(s.t.Nodes[w.parts[i-1].node].End-1, s.t.Nodes[w.parts[i+1].node].Start+1, "", expr)
	case before:
		w.take(s.t.Nodes[w.parts[i-1].node].End-1, end, `"`, expr)
	default:
		w.take(start, end, `"`, expr)
		w.st.edits[len(w.st.edits)-1].New = `"` + w.st.edits[len(w.st.edits)-1].New
	}
	w.sql.WriteString("?")
	return i, nil
}

// operand writes an expression so that it can stand in a sum.
func (s *source) operand(n syntax.Ref) string {
	switch s.t.Kind(n) {
	case syntax.Binary, syntax.Ternary, syntax.Assign, syntax.Lambda, syntax.Instanceof:
		return "(" + s.t.Text(n) + ")"
	}
	return s.t.Text(n)
}

// text is what the edited statement reads as.
func (s *source) edited(n syntax.Ref, edits []fix.Edit) string {
	start, end := s.t.Span(n)
	var out strings.Builder
	at := start
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].Start < edits[j].Start })
	for _, e := range edits {
		if e.Start < at || e.End > end {
			continue
		}
		out.Write(s.t.Src[at:e.Start])
		out.WriteString(e.New)
		at = e.End
	}
	out.Write(s.t.Src[at:end])
	return out.String()
}

// setter is the call that hands over a parameter.
func (b bound) setter(statement string) string {
	kind := map[string]string{"String": "String", "int": "Int", "long": "Long", "double": "Double", "float": "Float", "boolean": "Boolean", "short": "Short"}[b.typ]
	if kind == "" {
		kind = "Object"
	}
	return fmt.Sprintf("%s.set%s(%d, %s);", statement, kind, b.index, b.expr)
}
