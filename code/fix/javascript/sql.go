package javascript

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// A piece of a text: constant, or an expression.
type piece struct {
	text string
	expr syntax.Ref
}

// parameterise replaces the values in a statement by placeholders and hands them to
// the call as its second argument.
func parameterise(in *fix.Input) ([]fix.Candidate, error) {
	at := in.Flow.At
	if at.Unit == nil || at.Unit.Stub {
		return nil, nil
	}
	t := syntax.Parse(string(at.Unit.Text), mode(at.Unit.Path))
	call := find(t, syntax.Call, at.Span.Start, at.Span.End)
	args := t.Child(call, 1)
	statement := t.First(args)
	if statement == 0 {
		return nil, nil
	}
	if second := t.Next(statement); second != 0 && t.Kind(second) != syntax.Arrow && t.Kind(second) != syntax.FuncExpr && t.Kind(second) != syntax.Name {
		return nil, fmt.Errorf("the call has parameters already")
	}
	made := statement
	if t.Kind(statement) == syntax.Name {
		if made = initialiser(t, t.Text(statement), t.Nodes[call].Start); made == 0 {
			return nil, fmt.Errorf("the statement is put together elsewhere")
		}
	}
	text, values, err := placeholders(t, pieces(t, made, nil), numbered(at.Unit.Imports))
	if err != nil || len(values) == 0 {
		return nil, err
	}
	m, s := t.Nodes[made], t.Nodes[statement]
	list := ", [" + strings.Join(values, ", ") + "]"
	edits := []fix.Edit{{File: at.Unit.Path, Start: m.Start, End: m.End, New: text}}
	if made == statement {
		edits[0].New += list
	} else {
		edits = append(edits, fix.Edit{File: at.Unit.Path, Start: s.End, End: s.End, New: list})
	}
	return []fix.Candidate{{Strategy: "parameterise", Why: "the value is a parameter of the statement and no longer part of its text", Edits: edits}}, nil
}

func mode(file string) syntax.Mode {
	switch path.Ext(file) {
	case ".ts", ".mts", ".cts":
		return syntax.TypeScript
	case ".tsx":
		return syntax.TSX
	}
	return syntax.JavaScript
}

// find is the node of a kind at a span, 0 when there is none.
func find(t *syntax.Tree, k syntax.Kind, start, end uint32) syntax.Ref {
	for i := range t.Nodes {
		if n := t.Nodes[i]; n.Kind == k && n.End == end && begins(t, syntax.Ref(i), start) {
			return syntax.Ref(i)
		}
	}
	return 0
}

// begins: a node starts there; of a call in a chain over several lines that is the
// name of its method.
func begins(t *syntax.Tree, n syntax.Ref, start uint32) bool {
	if t.Nodes[n].Start == start {
		return true
	}
	callee := t.First(n)
	return t.Kind(n) == syntax.Call && t.Kind(callee) == syntax.Member && t.Nodes[t.Child(callee, 1)].Start == start
}

// initialiser is what the last declaration of a name before a place gives it.
func initialiser(t *syntax.Tree, name string, before uint32) syntax.Ref {
	found := syntax.Ref(0)
	for i := range t.Nodes {
		n := syntax.Ref(i)
		if t.Kind(n) == syntax.Declarator && t.Nodes[n].End <= before && t.Text(t.First(n)) == name && t.Kind(t.Child(n, 2)) != syntax.Absent {
			if found == 0 || t.Nodes[n].Start > t.Nodes[found].Start {
				found = n
			}
		}
	}
	return t.Child(found, 2)
}

// pieces takes a sum or template apart.
func pieces(t *syntax.Tree, n syntax.Ref, out []piece) []piece {
	switch {
	case t.Kind(n) == syntax.Binary && t.Op(n) == syntax.Add:
		return pieces(t, t.Child(n, 1), pieces(t, t.First(n), out))
	case t.Kind(n) == syntax.Str || t.Kind(n) == syntax.TemplateText:
		return append(out, piece{text: t.StringValue(n)})
	case t.Kind(n) == syntax.Template:
		for c := range t.Children(n) {
			out = pieces(t, c, out)
		}
		return out
	}
	return append(out, piece{expr: n})
}

// numbered drivers name parameters $1, $2; the others have "?".
func numbered(imports map[string]string) bool {
	for _, target := range imports {
		if target == "pg" || strings.HasPrefix(target, "pg.") {
			return true
		}
	}
	return false
}

// placeholders writes the statement anew. A value stands in quotes of its own, or
// after a comparison; in any other place it is no value.
func placeholders(t *syntax.Tree, parts []piece, numbers bool) (string, []string, error) {
	var text string
	var values []string
	for i, p := range parts {
		if p.expr == 0 {
			text += p.text
			continue
		}
		values = append(values, t.Text(p.expr))
		mark := "?"
		if numbers {
			mark = "$" + strconv.Itoa(len(values))
		}
		quoted := strings.HasSuffix(text, "'") && i+1 < len(parts) && strings.HasPrefix(parts[i+1].text, "'")
		switch {
		case quoted:
			text = strings.TrimSuffix(text, "'") + mark
			parts[i+1].text = parts[i+1].text[1:]
		case strings.HasSuffix(strings.TrimRight(text, " "), "=") && strings.Count(text, "'")%2 == 0:
			text += mark
		default:
			return "", nil, fmt.Errorf("a value is part of a literal, or names something")
		}
	}
	quote := "'"
	if strings.Contains(text, "\n") {
		quote = "`"
	} else if strings.Contains(text, "'") {
		quote = `"`
	}
	if strings.Contains(text, quote) || strings.ContainsAny(text, "\\") || quote == "`" && strings.Contains(text, "${") {
		return "", nil, fmt.Errorf("the statement has signs that cannot be written plainly")
	}
	return quote + text + quote, values, nil
}
