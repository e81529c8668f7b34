package parses

import (
	"slices"
	"sort"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/ir"
)

// builtins are the names that Python 2.7 to 3.14 know without an import.
var builtins = strings.Fields(`ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning
	ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis
	EncodingWarning EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning
	GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt
	LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
	PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning
	RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
	TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError
	Warning WindowsError ZeroDivisionError __all__ __annotations__ __build_class__ __builtins__ __class__ __debug__ __doc__ __file__ __import__
	__loader__ __module__ __name__ __package__ __path__ __qualname__ __spec__ abs aiter all anext any apply ascii basestring bin bool breakpoint
	buffer bytearray bytes callable chr classmethod cmp coerce compile complex copyright credits delattr dict dir divmod enumerate eval exec
	execfile exit file filter float format frozenset getattr globals hasattr hash help hex id input int intern isinstance issubclass iter len
	license list locals long map max memoryview min next object oct open ord pow print property quit range raw_input reduce reload repr
	reveal_type reversed round set setattr slice sorted staticmethod str sum super tuple type unichr unicode vars xrange zip`)

// unknownName is a name that a touched file of Python asks for after the patch, which
// nothing defines and which it did not ask for before: a module that nobody imports.
// What is read that way fails when it runs; where it was the sink, the flaw seems gone.
func unknownName(s *assure.Subject, file string) string {
	before := undefined(s.Patch.Earlier, file)
	for _, name := range undefined(s.Patch.Report, file) {
		if !slices.Contains(before, name) {
			return name
		}
	}
	return ""
}

// undefined lists the names that a file of Python does not define, sorted. A file that
// takes all names of another one is not known.
func undefined(r *code.Report, file string) []string {
	found := map[string]bool{}
	for _, p := range r.Programs {
		if p.Lang.Name() != "python" {
			continue
		}
		for _, u := range p.Units {
			if u.Path != file || u.Stub || strings.Contains(string(u.Text), "import *") {
				continue
			}
			for _, f := range append(slices.Clip(u.Funcs), u.Init) {
				if f != nil {
					asks(f, found)
				}
			}
		}
	}
	out := make([]string, 0, len(found))
	for name := range found {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}

// asks adds the names that a function takes from nowhere.
func asks(f *ir.Func, found map[string]bool) {
	for in := range f.Body.All() {
		name, ok := strings.CutPrefix(in.Name, prefix)
		name, _, _ = strings.Cut(strings.TrimPrefix(name, "to_"), ".")
		if ok && (in.Op == ir.GetGlobal || in.Op == ir.Call) && !slices.Contains(builtins, name) {
			found[name] = true
		}
	}
}

// prefix is how names that no file defines are called in units.
const prefix = "builtin."
