package python

import (
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// setTimeout bounds how long a peer may take.
func setTimeout(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	if in.Flow.Sink != "timeout" {
		return nil, shape("the call does not wait for a peer")
	}
	name := s.dotted(s.child(call, 0))
	if strings.HasPrefix(name, "socket.") {
		return nil, shape("a socket's timeout is not an argument")
	}
	if k := s.keyword(call, "timeout"); k != 0 && !s.is(s.child(k, 1), syntax.None, syntax.Int, syntax.Float) {
		return nil, shape("%s says how long to wait, which the caller decides: give it a default there", s.text(s.child(k, 1)))
	}
	s.setKeyword(call, "timeout", "10")
	return p.one("a silent peer is given up after ten seconds")
}

// limitRead bounds what is read of a request: by the application's setting where
// it is made, else where it is read.
func limitRead(in *fix.Input) ([]fix.Candidate, error) {
	if in.Flow.Sink != "limit" {
		return nil, shape("nothing is read")
	}
	var out []fix.Candidate
	if c, ok := maxContent(in); ok {
		out = append(out, c)
	}
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return out, err
	}
	switch fn := s.child(call, 0); {
	case s.is(fn, syntax.Attribute) && s.text(s.child(fn, 1)) == "read" && len(s.args(call)) == 0:
		s.replace(s.child(call, 1), "(16 * 1024 * 1024)")
	case s.dotted(fn) == "flask.request.get_data" && len(s.args(call)) == 0:
		abort := s.useFrom("flask", "abort")
		name := s.helper(call, "_body", `
def NAME(limit=16 * 1024 * 1024):
    """Return the body of the request unless it is longer than limit."""
    body = `+s.text(s.child(fn, 0))+`.stream.read(limit + 1)
    if len(body) > limit:
        `+abort+`(413)
    return body
`)
		s.replace(call, name+"()")
	default:
		if len(out) > 0 {
			return out, nil
		}
		return nil, shape("the call takes no bound")
	}
	return append(out, p.done("no more than 16 MiB are read")), nil
}

// maxContent sets MAX_CONTENT_LENGTH where the Flask application is made.
func maxContent(in *fix.Input) (fix.Candidate, bool) {
	for _, u := range in.Program.Units {
		if u.Stub || u.Test || !strings.Contains(string(u.Text), "Flask(") {
			continue
		}
		p := newPatch(in)
		s, err := p.open(u)
		if err != nil {
			continue
		}
		for i := range s.tree.Nodes {
			n := syntax.Ref(i)
			if !s.calls(n, "flask.Flask") || !s.is(s.up[n], syntax.Assign) || s.bound("MAX_CONTENT_LENGTH") {
				continue
			}
			st := s.up[n]
			app := s.text(s.child(st, 0))
			q := s.quote()
			s.insert(s.end(st), "\n"+s.indent(st)+app+".config["+q+"MAX_CONTENT_LENGTH"+q+"] = 16 * 1024 * 1024")
			return p.done("the application accepts no more than 16 MiB"), true
		}
	}
	return fix.Candidate{}, false
}

// boundInput refuses long texts before an expression whose cost grows with them.
func boundInput(in *fix.Input) ([]fix.Candidate, error) {
	p := newPatch(in)
	s, call, err := p.sink()
	if err != nil {
		return nil, err
	}
	if strings.Contains(in.Flow.Violation.Reason, "exponential") || strings.Contains(in.Flow.Violation.Context, "exponential") {
		return nil, shape("the cost is exponential: a bound that helps would refuse honest texts")
	}
	t := s.taint(in.Flow)
	for _, a := range s.args(call) {
		if !t.in(a) {
			continue
		}
		name := s.helper(call, "_bounded", `
def NAME(text, limit=1000):
    """Return text unless it is longer than limit."""
    if len(text) > limit:
        raise ValueError("text too long")
    return text
`)
		s.replace(a, name+"("+s.text(a)+")")
		return p.one("long texts are refused")
	}
	return nil, shape("the text is not an argument of the call")
}

// unambiguousRegex rewrites nested repetitions, which can match a text in
// exponentially many ways, as expressions for the same texts.
func unambiguousRegex(in *fix.Input) ([]fix.Candidate, error) {
	return rewritten("the expression matches the same texts in one way only", fix.Unambiguous, fix.Told)(in)
}

// exactHost has the dots of a host's name be dots. A class needs no escape, whatever the
// text is quoted with.
func exactHost(pattern string) (string, bool) { return fix.Named(pattern, "[.]") }

// rewritten writes a constant expression otherwise: the text as written, of which parts
// are moved and left out, so that escapes stay valid.
func rewritten(why string, ways ...func(string) (string, bool)) func(*fix.Input) ([]fix.Candidate, error) {
	return func(in *fix.Input) ([]fix.Candidate, error) {
		for _, at := range append(literalsIn(in.Flow.At.Unit, in.Flow.At.Span), constantPlaces(in)...) {
			p := newPatch(in)
			s, err := p.open(at.unit)
			if err != nil {
				continue
			}
			lit := s.at(at.span)
			for lit != 0 && !s.is(lit, syntax.Str) && s.tree.First(lit) != 0 {
				if s.is(lit, syntax.Call) {
					lit = s.arg(lit, 0)
				} else {
					lit = s.tree.First(lit)
				}
			}
			if !s.is(lit, syntax.Str) {
				continue
			}
			if strings.Contains(string(s.unit.Text), ".group") {
				return nil, shape("groups of a match are read in the file")
			}
			written := s.text(lit)
			at := strings.IndexAny(written, `"'`)
			end := len(written) - 1
			if at < 0 || end <= at || strings.Contains(written, `"""`) {
				continue
			}
			for _, way := range ways {
				if now, ok := way(written[at+1 : end]); ok {
					s.replace(lit, written[:at+1]+now+written[end:])
					return p.one("%s", why)
				}
			}
		}
		return nil, shape("the expression is not a nested repetition, nor another of the kinds known")
	}
}
