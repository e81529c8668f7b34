package c

import (
	"strings"

	"github.com/prunella/prunella/code/lang/c/syntax"
)

// endRoom makes memory that is as long as a text long enough for its end too.
func endRoom(s *source, at syntax.ID) string {
	if s.kind(at) != syntax.Call && s.kind(at) != syntax.New {
		return "the memory is not allocated at the place"
	}
	var length syntax.ID
	s.each(at, func(k syntax.ID) {
		if length == 0 && k != at && s.measures(k) {
			length = k
		}
	})
	if length == 0 {
		s.each(at, func(k syntax.ID) {
			if d := s.declaration(k); length == 0 && s.kind(k) == syntax.Name && d != 0 && s.measures(s.bare(s.lastValue(d, k))) {
				length = k
			}
		})
	}
	if length == 0 {
		return "the size is no length of a text here"
	}
	if !s.plain(length) {
		return byMacro
	}
	text := s.text(length)
	switch up := s.kind(s.up[length]); {
	case s.kind(at) == syntax.Call && strings.HasSuffix(strings.TrimPrefix(s.callee(length), "std::"), "wcslen") && up != syntax.Binary:
		s.replace(length, "("+text+" + 1) * sizeof(wchar_t)")
	case up == syntax.Binary:
		s.replace(length, "("+text+" + 1)")
	default:
		s.replace(length, text+" + 1")
	}
	return ""
}

// callee is the name of what a node calls, "" when it calls nothing.
func (s *source) callee(n syntax.ID) string {
	if n == 0 || s.kind(n) != syntax.Call || s.kind(s.kid(n, 0)) != syntax.Name {
		return ""
	}
	return s.name(s.kid(n, 0))
}

// measures reports a call that gives the length of a text.
func (s *source) measures(n syntax.ID) bool {
	if m := s.kid(n, 0); s.kind(n) == syntax.Call && s.kind(m) == syntax.Member && (s.name(m) == "size" || s.name(m) == "length") {
		return true
	}
	switch strings.TrimPrefix(s.callee(n), "std::") {
	case "strlen", "wcslen":
		return true
	}
	return false
}
