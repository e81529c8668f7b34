package syntax

import (
	"strings"
	"testing"

	pp "github.com/prunella/prunella/code/lang/c/preprocess"
)

const program = `
#include <stdio.h>
#define TWICE(x) ((x) * 2)
typedef struct node { int n; struct node *next; } node;
static int sum(const node *p, int (*f)(int))
{
	int n = 0;
	for (; p; p = p->next) {
		if (p->n > 3 && f)
			n += f(TWICE(p->n));
		else
			n = (int)(n ? n : sizeof(node));
	}
	switch (n) { case 1: return 2; default: break; }
	do n--; while (n > 0);
	goto out;
out:
	return n;
}
template <class T> class Box : public Base { T t; public: Box(T t) : t(t) { } virtual ~Box() { delete p; } int *p = new int[3]; };
namespace a { std::vector<std::map<int, char *>> v; auto f = [](int x) { return x + 1; }; }
`

func parse(text string) *Tree {
	res := pp.Run("a.cpp", []byte(text), pp.Options{Cpp: true})
	return Parse(res.Tokens, Options{Cpp: true})
}

// sound checks that a tree is one: kids lie in the array, no node is reached twice.
func sound(t testing.TB, tree *Tree) {
	seen := make([]bool, len(tree.Nodes))
	stack := []ID{tree.Root}
	for len(stack) > 0 {
		id := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if int(id) >= len(tree.Nodes) || seen[id] {
			t.Fatalf("node %d is outside of the tree or in it twice", id)
		}
		seen[id] = true
		for k := tree.Nodes[id].First; k != 0; k = tree.Nodes[k].Next {
			stack = append(stack, k)
		}
	}
}

func TestProgram(t *testing.T) {
	tree := parse(program)
	for _, p := range tree.Problems {
		t.Errorf("%s at %q", p.Text, program[p.Start:min(int(p.Start)+30, len(program))])
	}
	sound(t, tree)
	kinds := map[Kind]int{}
	for i := range tree.Nodes {
		kinds[tree.Nodes[i].Kind]++
	}
	for kind, want := range map[Kind]int{Func: 3, For: 1, Do: 1, Switch: 1, Goto: 1, Label: 1, Lambda: 1, New: 1, Delete: 1, Return: 3} {
		if kinds[kind] != want {
			t.Errorf("%d nodes of kind %d, want %d", kinds[kind], kind, want)
		}
	}
}

// TestBroken: whatever is cut off or left out, a tree comes back.
func TestBroken(t *testing.T) {
	for i := range program {
		sound(t, parse(program[:i]))
		sound(t, parse(program[:i]+program[i+1:]))
		sound(t, parse(program[:i]+"}"+program[i:]))
	}
}

// TestDeep: nesting of any depth ends, and leaves what follows readable.
func TestDeep(t *testing.T) {
	const deep = 10_000
	for _, pair := range []string{"()", "[]", "{}", "<>"} {
		tree := parse("int x = " + strings.Repeat(pair[:1], deep) + "1" + strings.Repeat(pair[1:], deep) + ";\nint after(void) { return 1; }\n")
		sound(t, tree)
	}
	for _, word := range []string{"if (x) ", "*", "!", "-", "a.b(", "class A { ", "namespace n { ", "x ? ", "struct { "} {
		sound(t, parse("void f(void) { "+strings.Repeat(word, deep)+"; }"))
	}
}

func FuzzParse(f *testing.F) {
	f.Add(program)
	f.Add("int f( { } ) [ < > ; template < class")
	f.Add("a<b<c<d>>>e(f)::g{h}")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		sound(t, parse(text))
	})
}

// TestWritten are single lines of C++ and C as people write them, each read whole.
func TestWritten(t *testing.T) {
	for _, line := range []string{
		"template <> struct hash<Piece> { size_t n; };",
		"template <class T> struct A { static const bool value = decltype(test<T>(0))::value; };",
		"struct I { operator Node<int>*() { return 0; } };",
		"struct N { N &operator+=(int n) & noexcept { return *this; } };",
		"typedef conditional<sizeof(int) == 4, int, long>::type word;",
		"template <class T> struct W : base<wrap<T>, std::index_sequence<1>> { };",
		"std::vector<::std::string> names;",
		"Result f() { return Result::Finished{}; }",
		"int f() { struct ::stat s; return ::stat(\"a\", &s); }",
		"double f(int n) { printf(\"%f\", float(n * 1000) / 2); return 0; }",
		"void f() { void (Runner::*method)(State *) = nullptr; }",
		"struct M { std::set<int> held GUARDED_BY(mu_); int n GUARDED_BY(mu_) = 0; };",
		"BENCHMARK(BM_Append)->Arg(1)->Arg(100);",
		"void f(int n) { if (n) again: g(n); else h(n); }",
		"void f() { _Pragma(\"GCC diagnostic push\") switch (1) { } }",
		"void f() { printf(PACKAGE \" \" VERSION \"\\n\"); }",
		"struct S { unsigned char FAR *window; };",
	} {
		for _, p := range parse(line).Problems {
			t.Errorf("%s: %s at %q", line, p.Text, line[p.Start:])
		}
	}
}
