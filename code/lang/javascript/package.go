package javascript

import (
	"encoding/json"
	"path"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// A manifest is what package.json says that matters here.
type manifest struct {
	Name    string          `json:"name"`
	Version string          `json:"version"`
	Private bool            `json:"private"`
	Type    string          `json:"type"`
	Module  string          `json:"module"`
	Main    string          `json:"main"`
	Exports json.RawMessage `json:"exports"`
}

func isManifest(file string) bool {
	return path.Base(file) == "package.json" && !strings.Contains(file, "node_modules/")
}

// library is the name and the main file of a package that others install: it has a
// name and a version and is not private; and whether that is an ECMAScript module.
// "" for applications.
func library(text []byte) (name, main string, es bool) {
	var m manifest
	if json.Unmarshal(text, &m) != nil || m.Name == "" || m.Version == "" || m.Private {
		return "", "", false
	}
	if main = m.Main; main == "" {
		main, es = exported(m.Exports)
	}
	if main == "" {
		main, es = m.Module, m.Module != ""
	}
	if main == "" {
		main = "index.js"
	}
	if file, only := exported(m.Exports); m.Type == "module" && m.Main != "" && file != "" && !only { // the file for require
		return m.Name, file, false
	}
	return m.Name, main, es || path.Ext(main) == ".mjs" || m.Type == "module" && path.Ext(main) != ".cjs"
}

// exported finds the file that "exports" names for the package itself, and whether
// only "import" leads to it.
func exported(raw json.RawMessage) (file string, es bool) {
	if json.Unmarshal(raw, &file) == nil {
		return file, false
	}
	var table map[string]json.RawMessage
	if json.Unmarshal(raw, &table) != nil {
		return "", false
	}
	for _, key := range []string{".", "require", "node", "import", "default"} {
		if inner, ok := table[key]; ok {
			file, es = exported(inner)
			return file, es || key == "import"
		}
	}
	return "", false
}

// lowerManifest makes the unit of a package: its body exposes what the main module
// exports to the outside.
func lowerManifest(file, module string, text []byte) *ir.Unit {
	u := &ir.Unit{Path: file, Lang: "javascript", Module: module, Text: text, Imports: map[string]string{}, Lines: lineStarts(text)}
	f := &ir.Func{Name: module + ".<package>", Unit: u, Span: ir.Span{End: uint32(len(text))}}
	u.Init = f
	name, main, es := library(text)
	if main == "" {
		return u
	}
	target := tidy("./" + path.Join(path.Dir(file), main))
	u.Imports["import main"], u.Imports["import library"] = target, "prunella_lib"
	f.Consts = []ir.Value{{Kind: ir.Str, Str: name}}
	none := ir.NoReg
	f.Body = ir.Block{
		{Op: ir.GetGlobal, Dst: 0, A: none, B: none, C: none, Name: target},
		{Op: ir.Call, Dst: 1, A: none, B: none, C: none, Name: target + "." + exportedFunc},
		{Op: ir.Const, Dst: 2, A: 0, B: none, C: none},
		{Op: ir.Call, Dst: 3, A: none, B: none, C: none, Name: "prunella_lib.expose", Args: []ir.Reg{0, 1, 2}},
	}
	if es {
		f.Body[0] = ir.Instr{Op: ir.Const, Dst: 0, A: 1, B: none, C: none}
		f.Consts = append(f.Consts, ir.Value{}) // nil
	}
	f.RegNames, f.NumRegs, f.RegTypes = make([]string, 4), 4, make([]*ir.Type, 4)
	return u
}
