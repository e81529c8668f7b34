package javascript

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// limitUnpacked bounds what a compressed text may become: 64 MiB.
func limitUnpacked(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	args := s.t.Child(call, 1)
	if call == 0 || !strings.HasPrefix(in.Flow.At.Callee, "zlib.") || s.t.Count(args) == 0 {
		return nil, fmt.Errorf("it is not unpacked by zlib")
	}
	const bound = "maxOutputLength: 64 * 1024 * 1024"
	options := s.made(s.t.Child(args, 1), call)
	switch {
	case s.t.Kind(options) == syntax.Object:
		s.addProperty(options, bound)
	default: // none, or the function that is called
		s.insert(s.t.Nodes[s.t.First(args)].End, ", { "+bound+" }")
	}
	return s.done("limit-unpacked", "no more than 64 MiB are unpacked; beyond that it is an error"), nil
}

// limitBody bounds what is read of a request: 1 MiB.
func limitBody(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	limit := s.property(s.made(s.t.First(s.t.Child(call, 1)), call), "limit")
	if limit == 0 {
		return nil, fmt.Errorf("the bound is said elsewhere")
	}
	s.replace(s.t.Child(limit, 1), s.quote()+"1mb"+s.quote())
	return s.done("limit-read", "no more than 1 MiB of a request is read"), nil
}

// addProperty writes a property behind the others of an object.
func (s *source) addProperty(object syntax.Ref, text string) {
	last := syntax.Ref(0)
	for p := range s.t.Children(object) {
		last = p
	}
	if last == 0 {
		s.replace(object, "{ "+text+" }")
		return
	}
	s.insert(s.t.Nodes[last].End, ", "+text)
}
