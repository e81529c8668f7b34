package characterise

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/prunella/prunella/assure"
)

// A request is one to a handler.
type request struct {
	method, target string
	form           url.Values
	headers        map[string]string
	path           map[string]string // parameters of the route
}

var placeholder = regexp.MustCompile(`\{(\w+)(?:\.\.\.)?\}|<(?:\w+:)?(\w+)>|:(\w+)`)

// requests are harmless ones to the entry of a finding: the value that was attacked is
// varied, the others are those with which the twin came to the place.
func requests(s *assure.Subject) []request {
	out, entry := s.Patch.Found.Outcome, s.Patch.Found.Flow().Entry
	methods, pattern := entry.Methods, entry.Pattern
	if method, rest, ok := strings.Cut(pattern, " "); ok {
		methods, pattern = method, rest
	}
	method, _, _ := strings.Cut(methods, ",")
	var all []request
	for _, w := range words {
		r := request{method: method, form: url.Values{}, headers: map[string]string{}, path: map[string]string{}}
		query := url.Values{}
		values := map[[2]string]string{{out.Source.Kind, out.Source.Name}: w}
		for k, v := range out.Peace.Values {
			if k != out.Source {
				values[[2]string{k.Kind, k.Name}] = v
			}
		}
		for k, v := range values {
			switch k[0] {
			case "http.query", "http.query.form":
				query.Set(k[1], v)
			case "http.form":
				r.form.Set(k[1], v)
			case "http.header":
				r.headers[k[1]] = v
			case "http.path":
				r.path[k[1]] = v
			}
		}
		if r.method == "" {
			r.method = "GET"
			if len(r.form) > 0 {
				r.method = "POST"
			}
		}
		if r.target = fill(pattern, r.path); w == "" && strings.Contains(r.target, "//") || strings.ContainsAny(r.target, "*{<") {
			continue
		}
		if len(query) > 0 {
			r.target += "?" + query.Encode()
		}
		all = append(all, r)
	}
	return all
}

// fill writes the route's parameters into its pattern.
func fill(pattern string, values map[string]string) string {
	return placeholder.ReplaceAllStringFunc(pattern, func(found string) string {
		m := placeholder.FindStringSubmatch(found)
		name := m[1] + m[2] + m[3]
		if _, ok := values[name]; !ok {
			values[name] = "1"
		}
		return url.PathEscape(values[name])
	})
}
