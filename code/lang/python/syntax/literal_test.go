package syntax

import (
	"strings"
	"testing"
)

// only parses an expression statement and returns its expression.
func only(t *testing.T, src string) (*Tree, Ref) {
	t.Helper()
	tree := Parse([]byte(src), nil)
	check(t, tree)
	return tree, tree.First(tree.First(tree.Root))
}

func TestStringValue(t *testing.T) {
	for _, c := range []struct {
		src, want string
		exact     bool
	}{
		{`'plain'`, "plain", true},
		{`''`, "", true},
		{`'''a''b'''`, "a''b", true},
		{`"a" 'b'   "c"`, "abc", true},
		{"(\"a\" # no\n 'b')", "ab", true},
		{"'a' \\\n 'b'", "ab", true},
		{`'\x41\u00e9\U0001f600\101\0\8\n\'\q'`, "Aé😀A\x00\\8\n'\\q", true},
		{"'a\\\r\nb'", "ab", true},
		{"'''a\r\nb\rc'''", "a\nb\nc", true},
		{`r'\n\'' u"\u0041"`, `\n\'A`, true},
		{`b'\xff\u0041\777é'`, "\xff\\u0041\xffé", true},
		{`Rb"\x"`, `\x`, true},
		{`'\ud800'`, "\xed\xa0\x80", true},
		{`'\N{BULLET}!'`, "\ufffd!", false},
		{`'\x4'`, "", false},
		{`'\Uffffffff'`, "\ufffd", false},
		{`'unclosed`, "unclosed", false},
		{"# coding: latin-1\n'\xe9'", "é", true},
		{"#!x\n# vim: set fileencoding=iso-8859-15 :\nb'\xe9'", "\xe9", true},
		{"# -*- coding: utf8 -*-\n'é'", "é", true},
		{"\xef\xbb\xbf'é'", "é", true},
	} {
		tree, n := only(t, c.src)
		got, exact := tree.StringValue(n)
		if string(got) != c.want || exact != c.exact {
			t.Errorf("%s is %q, %v; want %q, %v", c.src, got, exact, c.want, c.exact)
		}
	}
}

func TestFStringParts(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{`f'a{b}c'`, "a|{b}|c"},
		{`f'{{a}}' 'b{{' f"{c}"`, "{a}|b{{|{c}"},
		{`rf'\{a}\n{{'`, `\|{a}|\n{`},
		{`f'\{a}\n'`, `\|{a}|` + "\n"},
		{`f'{a = }'`, "{a = }a = "},
		{`f'{(a)=:>5}'`, "{(a)=:>5}(a)="},
		{`t"{x!r}y"`, "{x!r}|y"},
		{`f"{d["k"]}"`, `{d["k"]}`},
		{`f''`, ""},
	} {
		tree, n := only(t, c.src)
		var parts []string
		for p := range tree.Children(n) {
			if tree.Kind(p) == FStringField {
				parts = append(parts, string(tree.Text(p))+string(tree.SelfDocText(p)))
				continue
			}
			v, _ := tree.StringValue(p)
			parts = append(parts, string(v))
		}
		if got := strings.Join(parts, "|"); got != c.want || len(tree.Errors) > 0 {
			t.Errorf("%s has the parts %s; want %s (%v)", c.src, got, c.want, tree.Errors)
		}
	}
}
