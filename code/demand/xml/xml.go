// Package xml is the demand on XML documents that are parsed with external
// entities on (CWE-611; XML 1.0 4.2.2): they must be the program's own.
//
// Arguments: the document; whether entities are resolved (true, or a text with
// the word "entities").
package xml

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Demand is the demand on documents.
type Demand struct{}

// Kind is "xml".
func (Demand) Kind() string { return "xml" }

type lexer struct{ before string }

func (l *lexer) Feed(s string) { l.before += s }

func (l *lexer) Hole(h *text.Hole, _ string) (string, string) {
	first := strings.TrimSpace(l.before) == ""
	l.before += "x"
	if _, ok := lexical.May(h, "<"); ok && (first || h.MayContainByte('&')) {
		return "xml document", "may declare external entities, which the parser resolves"
	}
	return "xml document", ""
}

// Check finds documents of others where entities are on.
func (Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) < 2 || !resolves(args[1]) {
		return nil
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return &lexer{} })
}

func resolves(a value.Abs) bool {
	if a.Kind == value.Bool {
		return a.Lo == 1
	}
	s, ok := a.Str.Exact()
	return ok && strings.Contains(s, "entities")
}

// resolving is resolves for what a run saw.
func resolving(args []any) bool {
	if len(args) < 2 {
		return true
	}
	if on, ok := args[1].(bool); ok {
		return on
	}
	s, ok := lexical.AsText(args, 1)
	return !ok || strings.Contains(s, "entities")
}

// Attacks read a file, or connect, through an entity.
func (Demand) Attacks(demand.Violation) []string {
	return []string{
		`<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>`,
		`<!DOCTYPE p [<!ENTITY % x SYSTEM "http://prunella.example/x.dtd"> %x;]><p/>`,
	}
}

// Broken reports a declaration of an external entity that reached the parser.
func (Demand) Broken(benign, attacked []any, input string) (bool, string) {
	if !resolving(attacked) {
		return false, ""
	}
	is, ok := lexical.AsText(attacked, 0)
	was, _ := lexical.AsText(benign, 0)
	start, end, landed := lexical.Landed(is, input)
	if !ok || !landed || is == was || !strings.Contains(is[start:end], "<!ENTITY") || !strings.Contains(is[start:end], "SYSTEM") {
		return false, ""
	}
	return true, "the parser resolves an external entity that the attacker declared"
}
