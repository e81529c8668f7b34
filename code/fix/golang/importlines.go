package golang

import (
	"go/ast"
	"go/token"
	"sort"
	"strconv"
	"strings"

	"github.com/prunella/prunella/code/fix"
)

// importEdits takes the imports away that are gone and adds those asked for. An
// import that goes where another comes gives it its line.
func (s *source) importEdits(gone []*ast.ImportSpec) []fix.Edit {
	var out []fix.Edit
	add := append([]string(nil), s.imports...)
	sort.Strings(add)
	g := s.importBlock()
	if g == nil {
		for i, im := range gone {
			d := s.declOf(im)
			if n := len(add); n > 0 {
				if i+1 < len(gone) {
					n = 1
				}
				out = append(out, fix.Edit{File: s.unit.Path, Start: s.start(im), End: s.end(im), New: s.importsOf(add[:n])})
				add = add[n:]
				continue
			}
			from, to := s.lineOf(d)
			out = append(out, fix.Edit{File: s.unit.Path, Start: from, End: to})
		}
		return append(out, s.singleImports(add)...)
	}
	lost := map[*ast.ImportSpec]bool{}
	for _, im := range gone {
		lost[im] = true
		from, to := s.lineOf(im)
		out = append(out, fix.Edit{File: s.unit.Path, Start: from, End: to})
	}
	for _, p := range add {
		out = append(out, s.insertSorted(g, p, lost))
	}
	return out
}

// importLine writes an import, with a name where the file calls it otherwise.
func (s *source) importLine(p string) string {
	if n := s.freshName(p); n != baseName(p) {
		return n + " " + strconv.Quote(p)
	}
	return strconv.Quote(p)
}

// importBlock is the first declaration of imports in parentheses.
func (f *file) importBlock() *ast.GenDecl {
	for _, d := range f.tree.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT && g.Lparen.IsValid() {
			return g
		}
	}
	return nil
}

func (f *file) declOf(im *ast.ImportSpec) ast.Node {
	for _, d := range f.tree.Decls {
		if d.Pos() <= im.Pos() && im.End() <= d.End() {
			return d
		}
	}
	return im
}

// singleImports adds imports where the file has no block of them. A lone import
// becomes a block with them.
func (s *source) singleImports(add []string) []fix.Edit {
	if len(add) == 0 {
		return nil
	}
	var lines []string
	for _, p := range add {
		lines = append(lines, s.importLine(p))
	}
	if len(s.tree.Imports) == 1 {
		im := s.tree.Imports[0]
		lines = append(lines, s.text(im))
		sort.Slice(lines, func(i, j int) bool { return lastWord(lines[i]) < lastWord(lines[j]) })
		return []fix.Edit{{File: s.unit.Path, Start: s.start(im), End: s.end(im), New: "(\n\t" + strings.Join(lines, "\n\t") + "\n)"}}
	}
	text := "import " + s.importsOf(add)
	if n := len(s.tree.Imports); n > 0 {
		at := s.end(s.declOf(s.tree.Imports[n-1]))
		return []fix.Edit{{File: s.unit.Path, Start: at, End: at, New: "\n" + text}}
	}
	at := s.end(s.tree.Name)
	return []fix.Edit{{File: s.unit.Path, Start: at, End: at, New: "\n\n" + text}}
}

// importsOf writes imports as they stand behind the word: one, or a block.
func (s *source) importsOf(paths []string) string {
	if len(paths) == 1 {
		return s.importLine(paths[0])
	}
	var b strings.Builder
	for _, p := range paths {
		b.WriteString("\n\t" + s.importLine(p))
	}
	return "(" + b.String() + "\n)"
}

func lastWord(line string) string { return line[strings.LastIndexByte(line, ' ')+1:] }

// insertSorted puts an import before the first one of the first group that sorts
// behind it, or at the group's end.
func (s *source) insertSorted(g *ast.GenDecl, p string, lost map[*ast.ImportSpec]bool) fix.Edit {
	after := uint32(int(g.Lparen)-s.base) + 1
	last := 0
	for _, spec := range g.Specs {
		im, ok := spec.(*ast.ImportSpec)
		if !ok {
			continue
		}
		row := s.view.fset.Position(im.Pos()).Line
		have, err := strconv.Unquote(im.Path.Value)
		if err != nil || have > p || last > 0 && row > last+1 {
			break
		}
		last = row
		if !lost[im] {
			after = s.end(im)
		} else if from, _ := s.lineOf(im); from > 0 {
			after = max(after, from-1)
		}
	}
	return fix.Edit{File: s.unit.Path, Start: after, End: after, New: "\n\t" + s.importLine(p)}
}

// lineOf is the range of a node with the rest of its line, when nothing else
// stands there.
func (f *file) lineOf(n ast.Node) (from, to uint32) {
	from, to = f.start(n), f.end(n)
	text := f.unit.Text
	lo, hi := int(from), int(to)
	for lo > 0 && (text[lo-1] == '\t' || text[lo-1] == ' ') {
		lo--
	}
	for hi < len(text) && (text[hi] == '\t' || text[hi] == ' ') {
		hi++
	}
	if hi+1 < len(text) && text[hi] == '/' && text[hi+1] == '/' {
		for hi < len(text) && text[hi] != '\n' {
			hi++
		}
	}
	if (lo == 0 || text[lo-1] == '\n') && hi < len(text) && text[hi] == '\n' {
		return uint32(lo), uint32(hi + 1)
	}
	return from, to
}
