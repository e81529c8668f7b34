package java

import (
	"path"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// What a program carries with it on its class path can be read here as well: the
// settings of a .properties file that is named in the source are constants.

// settingsSuffix is the ending of files of settings.
const settingsSuffix = ".properties"

const (
	maxSettings = 64      // entries of a file that are known
	maxCarried  = 1 << 16 // bytes
)

var _ lang.Including = Language{}

// Included reports whether sources may read the file.
func (Language) Included(p string) bool { return path.Ext(p) == settingsSuffix }

// LowerWith reads one file, with the project's settings at hand.
func (Language) LowerWith(p, module string, text []byte, tree lang.Tree) *ir.Unit {
	if path.Ext(p) == settingsSuffix { // read where it is asked for
		return &ir.Unit{Path: p, Lang: "java", Module: module, Text: text, Imports: map[string]string{}, Lines: lineStarts(text)}
	}
	return lower(p, module, text, tree)
}

// carriedStream is a stream of settings that the source names; false for others.
func (l *lowerer) carriedStream(n syntax.Ref, name string, args syntax.Ref) (ir.Reg, bool) {
	first := l.t.First(args)
	if name != "getResourceAsStream" || l.tree.ByBase == nil || args == 0 || first == 0 || l.t.Kind(first) != syntax.Literal {
		return ir.NoReg, false
	}
	keys, values := settings(l.carriedFile(l.constantText(first)))
	if len(keys) == 0 {
		return ir.NoReg, false
	}
	in := l.at(ir.Map, n)
	var pairs []ir.Reg
	for i := range keys {
		pairs = append(pairs, l.str(n, keys[i]), l.str(n, values[i]))
	}
	in.Args = l.list(pairs...)
	return l.call(n, "java.io.InputStream.carrying", nil, l.do(in, nil)), true
}

// carriedFile is the text of the only file of settings that a name on the class
// path can mean; tests' own do not count.
func (l *lowerer) carriedFile(name string) []byte {
	found := ""
	for _, p := range l.tree.ByBase(path.Base(name)) {
		if !strings.HasSuffix("/"+p, "/"+strings.TrimPrefix(name, "/")) || path.Ext(p) != settingsSuffix || strings.Contains("/"+p, "/src/test/") {
			continue
		}
		if found != "" {
			return nil
		}
		found = p
	}
	if found == "" {
		return nil
	}
	if text := l.tree.Read(found); len(text) <= maxCarried {
		return text
	}
	return nil
}

// settings reads a file of keys and values (java.util.Properties.load), as far as
// its lines stand for themselves; none when there are too many.
func settings(text []byte) (keys, values []string) {
	for _, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		at := strings.IndexAny(line, "=: \t")
		if line == "" || line[0] == '#' || line[0] == '!' || at <= 0 || strings.Contains(line, `\`) {
			continue
		}
		keys = append(keys, line[:at])
		values = append(values, strings.TrimLeft(line[at:], "=: \t"))
	}
	if len(keys) > maxSettings {
		return nil, nil
	}
	return keys, values
}
