package jinja

import (
	"strings"
	"testing"

	"github.com/prunella/prunella/code/ir"
)

// kinds writes the kinds of a template's nodes, and what they hold.
func kinds(nodes []*Node) string {
	names := []string{"text", "out", "other", "if", "for", "set", "with", "block", "extends", "include", "macro", "import", "call", "escape", "group"}
	var out []string
	for _, n := range nodes {
		s := names[n.Kind]
		for _, b := range n.Bodies {
			s += "(" + kinds(b) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ src, want, problem string }{
		{"a {{ b }} c", "text out text", ""},
		{"{# {{ b }} #}{% raw %}{{ b }}{% endraw %}", "text", ""},
		{"{% if a %}x{% elif b %}{{ y }}{% else %}{% endif %}", "if(text)(out)()", ""},
		{"{% for a, b in c.items() if a %}{{ b }}{% else %}-{% endfor %}", "for(out)(text)", ""},
		{"{%- set a = 1, 2 -%} {% set b %}x{% endset %}", "set set(text)", ""},
		{"{% with a=b|upper c=d %}{{ a }}{% endwith %}", "with(out)", ""},
		{"{% load static %}{% csrf_token %}{% trans 'x' %}", "other other other", ""},
		{"{% comment %}{{ x }}{% endcomment %}{% spaceless %}{{ x }}{% endspaceless %}", "group(out)", ""},
		{"{{ {'a': '}}'}['a'] }}", "out", ""},
		{"{% if a %}x", "if(text)", "the tag if has no end"},
		{"x{% endif %}y", "text text", "the tag endif ends nothing"},
		{"{{ a b }}", "out", "the expression is not read to its end"},
		{"{{ a", "text", ""},
	} {
		tree := Parse(c.src)
		if got := kinds(tree.Nodes); got != c.want {
			t.Errorf("%s: got %q, want %q", c.src, got, c.want)
		}
		problem := ""
		if len(tree.Problems) > 0 {
			problem = tree.Problems[0].Text
		}
		if problem != c.problem {
			t.Errorf("%s: problem %q, want %q", c.src, problem, c.problem)
		}
	}
}

const everything = `{% extends "a" %}{% import "f" as f %}{% macro m(a, b=1) %}{{ a[1:2] ~ b|default("x") }}{% endmacro %}
{% block x %}<a href="{{ u.v(1, k=2)['z'] }}">{{ super() }}{% include ["p", "q"] %}{% call m(1) %}x{% endcall %}{% endblock %}
{% autoescape off %}{{ a if b is not none else c }}{% endautoescape %}{% for x in y %}{% set z = x %}{{ loop.index }}{% endfor %}`

// A template that is cut off or damaged anywhere is read as far as it goes.
func TestDamage(t *testing.T) {
	for i := range everything {
		lower(everything[:i])
		lower(everything[:i] + everything[i+1:])
	}
}

func lower(src string) *ir.Unit {
	u := &ir.Unit{Path: "templates/x.html", Module: Prefix + "x.html", Text: []byte(src)}
	Lower(u, Source{Name: "x.html", File: true, Text: src})
	return u
}

func FuzzLower(f *testing.F) {
	f.Add(everything)
	f.Add("{{ ((((a|b:c is d if e }}{%- endif -%}")
	f.Fuzz(func(t *testing.T, src string) {
		for _, fn := range lower(src).Funcs {
			if int(fn.Span.End) > len(src) || fn.Span.Start > fn.Span.End {
				t.Errorf("%s spans %v of %d bytes", fn.Name, fn.Span, len(src))
			}
			_ = fn.String()
		}
	})
}
