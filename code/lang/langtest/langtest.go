// Package langtest is the conformance suite of a language front end: what link,
// solve and twin rely on in every unit, whatever was in the file. A language
// proves itself with a few lines:
//
//	func TestLanguage(t *testing.T) { langtest.Run(t, Language{}, map[string]string{"a.go": src}) }
package langtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang"
)

// Run lowers the sample files whole and damaged, and checks every unit. Samples
// should show all of the language.
func Run(t *testing.T, l lang.Language, samples map[string]string) {
	for name, text := range samples {
		t.Run(name, func(t *testing.T) {
			Check(t, l, name, []byte(text))
			for i, broken := range Damage([]byte(text)) {
				for _, fault := range Faults(l, l.Lower(name, "sample", broken)) {
					t.Errorf("damage %d: %s\n%s", i, fault, excerpt(broken))
				}
			}
		})
	}
}

// Check lowers one file twice and reports what is wrong with the result.
func Check(t *testing.T, l lang.Language, name string, text []byte) *ir.Unit {
	t.Helper()
	u := l.Lower(name, "sample", text)
	for _, fault := range Faults(l, u) {
		t.Errorf("%s: %s", name, fault)
	}
	if again := l.Lower(name, "sample", text); Dump(again) != Dump(u) {
		t.Errorf("%s: lowered twice, two results", name)
	}
	return u
}

// Damage gives versions of text that are no longer whole: cut short, with bytes
// missing, doubled, overwritten, and without any brackets. The versions are the
// same every time.
func Damage(text []byte) [][]byte {
	var out [][]byte
	step := max(1, len(text)/64)
	for at := 0; at < len(text); at += step {
		end := min(len(text), at+step)
		out = append(out,
			text[:at],
			text[at:],
			join(text[:at], text[end:]),
			join(text[:end], text[at:]),
			join(text[:at], []byte(garbage[at%len(garbage):]), text[at:]),
		)
	}
	flat := strings.NewReplacer("(", "", ")", "", "{", "", "}", "", "[", "", "]", "").Replace(string(text))
	return append(out, []byte(flat), []byte(strings.ReplaceAll(string(text), "\n", " ")), nil)
}

const garbage = "{([\"'`\\\x00\xff}])#;=:,.func def class if else return import type\n"

func join(parts ...[]byte) []byte {
	var out []byte
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func excerpt(text []byte) string {
	return fmt.Sprintf("%.2000q", text)
}

// Dump writes a whole unit.
func Dump(u *ir.Unit) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s %s\n", u.Path, u.Lang, u.Module)
	for _, t := range u.Types {
		fmt.Fprintf(&out, "type %s %d %v %v %s %v\n", t.Name, t.Kind, t.Methods, t.Bases, t.Under, t.Span)
		for _, f := range t.Fields {
			fmt.Fprintf(&out, "  %s %s %v %q\n", f.Name, f.Type, f.Embedded, f.Tag)
		}
	}
	for _, g := range u.Globals {
		fmt.Fprintf(&out, "var %s %s\n", g.Name, g.Type)
	}
	for _, p := range u.Problems {
		fmt.Fprintf(&out, "problem %v %s\n", p.Span, p.Text)
	}
	if u.Init != nil {
		out.WriteString(u.Init.String())
	}
	for _, f := range u.Funcs {
		out.WriteString(f.String())
	}
	return out.String()
}
