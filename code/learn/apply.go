package learn

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/record"
)

// Strategy is a house's style as a way to mend. It only proposes: the ladder proves
// what comes of it like any other patch.
func (l *Lesson) Strategy() fix.Strategy {
	return fix.Strategy{Name: "house", Doc: "as this house mends it", Apply: func(in *fix.Input) ([]fix.Candidate, error) {
		edits, err := applyStyle(*l.Fix, in.Flow, l.Lang)
		if err != nil {
			return nil, err
		}
		return []fix.Candidate{{Strategy: "house", Why: "as this house mends it: " + l.Reason, Edits: edits}}, nil
	}}
}

var errOther = errors.New("the house's style is for another form of call")

// applyStyle fills the holes of a style with what stands at a flow's sink.
func applyStyle(st record.Style, f *solve.Flow, lang string) ([]fix.Edit, error) {
	before, body, start, ok := siteText(f)
	if !ok {
		return nil, errOther
	}
	s, ok := readSite(before, body)
	if !ok || s.name != st.Callee || len(s.args) != st.Count || s.argument != st.Argument {
		return nil, errOther
	}
	u := f.At.Unit
	var edits []fix.Edit
	switch st.Level {
	case levelValue:
		arg, ok := s.wrapped(st.Text)
		if !ok {
			return nil, errOther
		}
		edits = []fix.Edit{s.replaceArgument(u.Path, start, arg)}
	case levelArgument:
		text, err := s.filled(st.Text)
		if err != nil {
			return nil, err
		}
		edits = []fix.Edit{s.replaceArgument(u.Path, start, text)}
	case levelCall:
		text, err := s.filled(st.Text)
		if err != nil {
			return nil, err
		}
		edits = []fix.Edit{{File: u.Path, Start: start, End: start + uint32(len(before)), New: text}}
		if e, ok := s.dropDefinition(f, start); ok && !strings.Contains(text, s.variable) {
			edits = append(edits, e)
		}
	default:
		return nil, errOther
	}
	return importing(lang, u.Path, string(u.Text), st.Imports, edits), nil
}

// siteText is the text of a flow's call and of its function up to there.
func siteText(f *solve.Flow) (call, body string, start uint32, ok bool) {
	u, span := f.At.Unit, f.At.Span
	if u == nil || u.Stub || int(span.End) > len(u.Text) || span.Start >= span.End {
		return "", "", 0, false
	}
	from := uint32(0)
	if f.At.Func != nil && f.At.Func.Unit == u && f.At.Func.Span.Start < span.Start {
		from = f.At.Func.Span.Start
	}
	return string(u.Text[span.Start:span.End]), string(u.Text[from:span.Start]), span.Start, true
}

// wrapped is the argument with each of its values in the style's wrapping.
func (s *site) wrapped(text string) (string, bool) {
	if s.def != "" {
		return "", false
	}
	arg := s.args[s.argument]
	out := fill(arg, holesOf(s.values()))
	for i, v := range s.values() {
		out = strings.Replace(out, fmt.Sprintf("${%d}", i), strings.ReplaceAll(text, "${value}", v), 1)
	}
	return out, out != arg
}

func holesOf(values []string) []hole {
	var out []hole
	for i, v := range values {
		out = append(out, hole{fmt.Sprintf("${%d}", i), v})
	}
	return out
}

// replaceArgument finds the argument in the call by its text; arguments before it
// may hold the same.
func (s *site) replaceArgument(file string, start uint32, text string) fix.Edit {
	at := strings.IndexByte(s.text[len(s.head):], '(') + len(s.head) + 1
	for i, a := range s.args {
		at += strings.Index(s.text[at:], a)
		if i == s.argument {
			break
		}
		at += len(a)
	}
	from := start + uint32(at)
	return fix.Edit{File: file, Start: from, End: from + uint32(len(s.args[s.argument])), New: text}
}

var holeName = regexp.MustCompile(`\$\{([a-z]+)(\d*)(?::([^}]+))?\}`)

// filled is a style's text with the holes filled from the site.
func (s *site) filled(text string) (string, error) {
	var err error
	out := holeName.ReplaceAllStringFunc(text, func(h string) string {
		m := holeName.FindStringSubmatch(h)
		switch {
		case m[1] == "recv" && s.receiver != "":
			return s.receiver
		case m[1] == "values":
			return strings.Join(s.values(), ", ")
		case m[1] == "query" && len(s.parts) > 1:
			if q := s.query(m[3]); plainLiteral(q) {
				return `"` + q + `"`
			}
		case m[1] == "arg":
			if n, e := strconv.Atoi(m[2]); e == nil && n < len(s.args) {
				return s.args[n]
			}
		}
		err = errOther
		return h
	})
	return out, err
}

// plainLiteral reports whether a text, as it stood in some literal, may stand between
// double quotes.
func plainLiteral(q string) bool {
	return !strings.Contains(strings.ReplaceAll(q, `\"`, ""), `"`) && !strings.ContainsAny(q, "\n`")
}

// dropDefinition removes the line that built the text when nothing else uses it.
func (s *site) dropDefinition(f *solve.Flow, start uint32) (fix.Edit, bool) {
	if s.variable == "" || f.At.Func == nil {
		return fix.Edit{}, false
	}
	u, span := f.At.Unit, f.At.Func.Span
	if int(span.End) > len(u.Text) || span.Start >= start {
		return fix.Edit{}, false
	}
	whole := string(u.Text[span.Start:span.End])
	uses := 0
	for _, t := range tokens(whole) {
		if whole[t.from:t.to] == s.variable {
			uses++
		}
	}
	i := strings.Index(whole, s.def)
	if uses != 2 || i < 0 {
		return fix.Edit{}, false
	}
	from := span.Start + uint32(i)
	end := from + uint32(len(s.def))
	if int(end) < len(u.Text) && u.Text[end] == '\n' {
		end++
	}
	return fix.Edit{File: u.Path, Start: from, End: end}, true
}
