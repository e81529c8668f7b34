package javascript

import "github.com/prunella/prunella/code/ir"

// textMethods are methods that texts have, and true where they are given texts: what a
// function calls one of, or gives to one, is a text.
var textMethods = map[string]bool{
	"charAt": false, "charCodeAt": false, "codePointAt": false, "endsWith": true, "includes": true, "indexOf": true, "lastIndexOf": true, "localeCompare": true, "match": false, "matchAll": false,
	"normalize": false, "padEnd": false, "padStart": false, "replace": false, "replaceAll": false, "search": false, "split": false, "startsWith": true, "substr": false, "substring": false,
	"toLowerCase": false, "toUpperCase": false, "trim": false, "trimEnd": false, "trimStart": false,
}

// noteTexts tells which parameters of a function, of no declared type, are texts by what
// it calls of them.
func noteTexts(f *ir.Func) {
	texts := map[ir.Reg]bool{}
	called(f.Body, texts)
	for i := range f.Params {
		p := &f.Params[i]
		p.Text = p.Type == nil && !p.Variadic && !(i == 0 && f.Recv) && texts[p.Reg]
	}
}

func called(b ir.Block, texts map[ir.Reg]bool) {
	for i := range b {
		in := &b[i]
		if given, ok := textMethods[in.Name]; ok && in.Op == ir.Method {
			texts[in.A] = true
			if given && len(in.Args) > 0 {
				texts[in.Args[0]] = true
			}
		}
		if b[i].Aux != nil {
			for _, inner := range b[i].Aux.Blocks {
				called(inner, texts)
			}
		}
	}
}
