package golang

import (
	"go/ast"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// escapeURL writes a value as one segment of an address's path, or as one value of its
// query where a question mark stands before it.
func escapeURL(s *source, p spot, e string) string {
	if !p.builds || p.verb != "" && p.verb != "%s" && p.verb != "%v" {
		return ""
	}
	if strings.Contains(s.textBefore(p), "?") {
		return s.use("net/url") + ".QueryEscape(" + e + ")"
	}
	return s.use("net/url") + ".PathEscape(" + e + ")"
}

// textBefore is the constant text that the statement writes before a spot.
func (s *source) textBefore(p spot) string {
	if p.format != nil {
		text, err := strconv.Unquote(s.text(p.format))
		if err != nil {
			return ""
		}
		return text[:min(len(text), p.at)]
	}
	var b strings.Builder
	path := s.nodesAt(spanOf(s.file, p.expr.Pos()))
	for _, n := range path {
		sum, ok := n.(*ast.BinaryExpr)
		if !ok {
			continue
		}
		pieces, _ := s.pieces(sum)
		for _, q := range pieces {
			if q.expr == p.expr {
				return b.String()
			}
			b.WriteString(q.text)
		}
		break
	}
	return b.String()
}

// htmlTemplate has pages be made by html/template, which escapes what it is given for
// the place where that stands.
func htmlTemplate(in *fix.Input) ([]fix.Candidate, error) {
	v := look(in)
	var out []fix.Candidate
	for _, st := range constantPlaces(in) {
		s, err := v.open(st.unit)
		if err != nil {
			continue
		}
		for _, im := range s.tree.Imports {
			if im.Path.Value == `"text/template"` && s.pkgName("html/template") == "" {
				s.replace(im.Path, `"html/template"`)
				c, err := s.done("html/template escapes what it is given for the place where it stands")
				if err != nil {
					return nil, err
				}
				out = append(out, c...)
			}
		}
	}
	if len(out) == 0 {
		return nil, shape("the page is not made by text/template")
	}
	return out[:1], nil
}
