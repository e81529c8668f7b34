package syntax

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// check holds what the rest relies on in every tree.
func check(t *testing.T, tree *Tree) {
	t.Helper()
	parents := make([]int, len(tree.Nodes))
	var visit func(n Ref, depth int)
	visit = func(n Ref, depth int) {
		if depth > 60000 {
			t.Fatal("a tree without end")
		}
		if d := tree.Nodes[n]; d.Start > d.End || int(d.End) > len(tree.Src) {
			t.Fatalf("%v: span %d-%d of %d", d.Kind, d.Start, d.End, len(tree.Src))
		}
		for c := range tree.Children(n) {
			if parents[c]++; parents[c] > 1 {
				t.Fatalf("node %d of kind %d has two parents", c, tree.Kind(c))
			}
			visit(c, depth+1)
		}
	}
	visit(tree.Root, 0)
}

func FuzzParse(f *testing.F) {
	for _, s := range snippets {
		f.Add(s, uint8(0))
		f.Add(s, uint8(1))
		f.Add(s, uint8(2))
	}
	f.Fuzz(func(t *testing.T, src string, mode uint8) { check(t, Parse(src, Mode(mode%3))) })
}

var snippets = []string{
	"const {a, b: [c = 1, ...d], ...e} = f?.g?.[h]?.(i) ?? j; x ||= y / /z/g.test(`a${b + `c${d}`}e`)",
	"class A extends (B, C) { static #x = 1; static { this.#x++ } get y() { return super.y } async *z(a = 1, ...b) { yield* a } constructor() { super() } }",
	"label: for (const [k, v] of Object.entries(o)) { if (k in o) continue label; else break }",
	"export default async ({a, b = 2}, ...c) => { try { await import('x') } catch { throw new Error } finally {} }",
	"@dec() export class A<T extends B = C> implements D<E>, F { constructor(private readonly x: Map<string, Array<number>>, @Inject() y?: (a: T) => a is B) {} [k: string]: any }",
	"const f = async <T,>(x: T): Promise<T> => x as unknown as T; let y = <any>z!; type X = A extends infer B ? C : D; enum E { A = 1, 'b' }",
	"const e = <A.B c=\"d\" {...f} g={h}>text {i} <>{...j}</> <br/> &amp; don't</A.B>",
	"#!/usr/bin/env node\nvar a = b\n++c\nreturn\nx\n;(function () { 'use strict' })()",
	"a ? (b) : c => d; a ? (b, c) => d : e; switch (x) { case 1: default: y() } do x(); while (y) z",
}

// TestDamaged: cut, doubled and overwritten text gives a tree all the same.
func TestDamaged(t *testing.T) {
	for _, s := range snippets {
		for mode := range Mode(3) {
			for i := range s {
				check(t, Parse(s[:i], mode))
				check(t, Parse(s[i:], mode))
				check(t, Parse(s[:i]+s[min(len(s), i+3):], mode))
				check(t, Parse(s[:i]+"({[`\"'\\\xff}<"+s[i:], mode))
			}
		}
	}
}

// TestDeep: nesting without end takes time in proportion.
func TestDeep(t *testing.T) {
	for _, open := range []string{"(", "[", "{", "a(", "(a: ", "`${", "<a>", "x ? ", "() => ", "!", "new ", "{a:", "if (a) ", "<T>(", "function f() {", "class A { x = ", "a?.[", "async (", "f<"} {
		for mode := range Mode(3) {
			check(t, Parse(strings.Repeat(open, 10000), mode))
			if !inProportion(open, mode) {
				t.Errorf("%q in mode %d takes more than in proportion", open, mode)
			}
		}
	}
}

// inProportion compares a text with one four times as long: sixteen times the time
// would be its square. On a busy machine it is asked up to five times.
func inProportion(open string, mode Mode) bool {
	for range 5 {
		begin := time.Now()
		Parse(strings.Repeat(open, 2000), mode)
		short := max(time.Since(begin), time.Millisecond)
		begin = time.Now()
		Parse(strings.Repeat(open, 8000), mode)
		if time.Since(begin) < 10*short {
			return true
		}
	}
	return false
}

// BenchmarkParse reads the files of referenceDir.
func BenchmarkParse(b *testing.B) {
	dir := os.Getenv(referenceDir)
	if dir == "" {
		b.Skip(referenceDir + " is not set")
	}
	var texts []string
	var modes []Mode
	lines := 0
	for _, file := range sources(b, dir) {
		if text, err := os.ReadFile(file); err == nil && !strings.Contains(filepath.Base(file), "min.") {
			texts, modes = append(texts, string(text)), append(modes, modeOf(file))
			lines += strings.Count(string(text), "\n")
		}
	}
	for b.Loop() {
		for i, text := range texts {
			Parse(text, modes[i])
		}
	}
	b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}
