package syntax_test

import (
	"fmt"

	"github.com/prunella/prunella/code/lang/python/syntax"
)

// A tree is walked by Kind and Child; the table at Kind says which child is
// what. Broken code has a tree too.
func Example() {
	t := syntax.Parse([]byte("import os\ndef run(cmd\n    os.system('ls ' f'{cmd!r}')\n"), nil)
	for n := range t.Nodes {
		call := syntax.Ref(n)
		if t.Kind(call) != syntax.Call {
			continue
		}
		function, args := t.Child(call, 0), t.Child(call, 1)
		fmt.Printf("%s is called with %s\n", t.Text(function), t.Text(t.First(args)))
	}
	for _, e := range t.Errors {
		fmt.Println("error:", e.Msg)
	}
	// Output:
	// os.system is called with 'ls ' f'{cmd!r}'
	// error: bracket or string is never closed
	// error: expected ')'
}
