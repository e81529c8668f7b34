package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// showHidden writes letters that hide what the program says so that they are seen.
func showHidden(in *fix.Input) ([]fix.Candidate, error) {
	s, err := newPatch(in).open(in.Flow.At.Unit)
	if err != nil {
		return nil, err
	}
	return fix.ShowHidden(in, func(at uint32) fix.Kind {
		path := s.nodesAt(ir.Span{Start: at, End: at + 1})
		for i := len(path) - 1; i >= 0; i-- {
			if n := path[i]; s.is(n, syntax.Str, syntax.FString, syntax.Bytes) {
				start := s.text(n)[:min(3, len(s.text(n)))]
				if prefix, _, ok := strings.Cut(strings.ReplaceAll(start, "'", `"`), `"`); ok && strings.ContainsAny(prefix, "rRbB") {
					return fix.Raw
				}
				return fix.Escaped
			}
		}
		return fix.Comment
	})
}
