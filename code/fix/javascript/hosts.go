package javascript

import (
	"fmt"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// The hosts are a setting, since only who runs the program knows them. Where nothing is
// set, nothing is asked.
const hostGuard = `function knownHost(address) {
  const url = new URL(address);
  const hosts = (process.env.ALLOWED_HOSTS ?? '').split(',');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error('not an address of the web');
  if (!url.host || !hosts.includes(url.host)) throw new Error('not a host that we have business with');
  return address;
}
`

var allowHost = wrapper{strategy: "allow-host", before: "knownHost(", after: ")", name: "knownHost", helper: hostGuard, whole: true,
	why: "only hosts that the operator lists in ALLOWED_HOSTS are asked; none by default"}

// knownOrigins answers with credentials to the origins of a list only.
func knownOrigins(in *fix.Input) ([]fix.Candidate, error) {
	const why = "only origins that the operator lists in ALLOWED_ORIGINS may ask in the name of who is signed in; none by default"
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	list := "(process.env.ALLOWED_ORIGINS ?? '').split(',')"
	for arg := range s.t.Children(s.t.Child(call, 1)) {
		options := s.made(arg, call)
		if s.t.Kind(options) != syntax.Object {
			continue
		}
		origin := s.property(options, "origin")
		if origin == 0 {
			return nil, fmt.Errorf("the origins are said elsewhere")
		}
		s.replace(s.t.Child(origin, 1), s.quoted(list))
		return s.done("known-origins", why), nil
	}
	return s.answeredOrigin(list, why)
}

// answeredOrigin mends a header that repeats what the request says: it is only written
// for origins of the list.
func (s *source) answeredOrigin(list, why string) ([]fix.Candidate, error) {
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		args := s.t.Child(n, 1)
		if s.t.Kind(n) != syntax.Call || s.t.Count(args) != 2 || s.t.StringValue(s.t.First(args)) != "Access-Control-Allow-Origin" || s.function(s.t.Nodes[n].Start) != s.function(s.in.Flow.At.Span.Start) {
			continue
		}
		origin := s.t.Child(args, 1)
		if s.t.Kind(origin) == syntax.Str {
			return nil, fmt.Errorf("the origin is a constant")
		}
		s.replace(origin, "allowedOrigin("+s.t.Text(origin)+")")
		err := s.helper("allowedOrigin", "function allowedOrigin(origin) {\n  const origins = "+list+";\n  return origins.includes(origin) ? origin : '';\n}\n")
		return s.done("known-origins", why), err
	}
	return nil, fmt.Errorf("the origin is said elsewhere")
}
