package rule

import (
	"path"
	"strings"
)

// A Program is one case whole: a file, or the files of a folder.
type Program struct {
	Want  string            // "bad", "good", "fixed", "known"
	Name  string            // "concat.go", or the folder: "split"
	Files map[string][]byte // by name inside the case
}

// Language is the language of the program, as the engine calls it; "" when it is
// in none that has an ending here.
func (p *Program) Language() string {
	for name := range p.Files {
		switch path.Ext(name) {
		case ".go":
			return "go"
		case ".py":
			return "python"
		case ".java":
			return "java"
		case ".c", ".h", ".cpp", ".cc":
			return "c"
		case ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".vue", ".svelte":
			return "javascript"
		}
	}
	return ""
}

// Programs joins the cases of a rule to programs, in the order of the file.
func (r *Rule) Programs() []*Program {
	var out []*Program
	at := map[string]*Program{}
	for _, c := range r.Cases {
		name, file, nested := strings.Cut(c.Name, "/")
		if !nested {
			file = name
		}
		p := at[c.Want+"/"+name]
		if p == nil {
			p = &Program{Want: c.Want, Name: name, Files: map[string][]byte{}}
			at[c.Want+"/"+name] = p
			out = append(out, p)
		}
		p.Files[file] = []byte(c.Text)
	}
	return out
}
