package twin

import (
	"net/url"
	"sort"
	"strings"
)

// A Witness is the input that breaks a demand, as a person can send it.
type Witness struct {
	Kind    string // "http", "command", "values"
	Method  string
	Path    string // with the query
	Headers []Pair
	Form    []Pair
	Body    string
	Files   []Pair // multipart: field and file name
	Args    []string
	Env     []Pair
	Stdin   string
	Values  []Pair // sources that are none of these, by name
	Command string // a shell command that sends it; "" when there is none
}

// A Pair is a name and its value.
type Pair struct{ Name, Value string }

// witness writes the inputs that a run asked for. What was asked before the
// entry was called counts only when it is not harmless.
func witness(e *Entry, run *Run) Witness {
	var keys []SourceKey
	for i, k := range run.Asked {
		if i >= run.Setup || run.Given[k] != Benign(k) {
			keys = append(keys, k)
		}
	}
	sort.SliceStable(keys, func(i, j int) bool { return keys[i].Kind+keys[i].Name < keys[j].Kind+keys[j].Name }) // the first before what is given again
	w := Witness{Kind: "values"}
	if e != nil && e.Kind == "http" {
		w.request(e, run, keys)
	} else {
		w.command(run, keys)
	}
	return w
}

// request fills in an HTTP request.
func (w *Witness) request(e *Entry, run *Run, keys []SourceKey) {
	w.Kind = "http"
	w.Path = e.Pattern
	if w.Path == "" {
		w.Path = "/"
	}
	query, json := url.Values{}, []Pair{}
	for _, k := range keys {
		v := run.Given[k]
		if k.again() && v == "" {
			continue // it was not given
		}
		switch k.Kind {
		case queryOrForm:
			if first, ok := run.Given[SourceKey{"http.query", k.Name}]; ok && first != v {
				w.Form = append(w.Form, Pair{k.Name, v})
			} else if !ok {
				query.Add(k.Name, v)
			}
		case "http.query", "http.query.again":
			query.Add(k.Name, v)
		case "http.path":
			w.Path = fillPattern(w.Path, k.Name, v)
		case "http.form", "http.form.again":
			w.Form = append(w.Form, Pair{k.Name, v})
		case "http.header":
			w.Headers = append(w.Headers, Pair{k.Name, credentialOr(run, k, v)})
		case "http.host":
			w.host(v)
		case "http.cookie":
			w.Headers = append(w.Headers, Pair{"Cookie", k.Name + "=" + credentialOr(run, k, v)})
		case "http.json":
			json = append(json, Pair{k.Name, v})
		case "http.body":
			if !run.Documents[k.Kind] {
				w.Body = v
			} else if k.Name != "body" {
				json = append(json, Pair{k.Name, v})
			}
		case "http.file", "http.filename", "http.file.entry":
			w.Files = append(w.Files, Pair{k.Name, v})
		case "http.method":
			w.Method = v
		case "http.url":
			if k.Name == "path" || k == requestTarget {
				w.path(e, v)
			}
		default:
			w.Values = append(w.Values, Pair{k.Kind + " " + k.Name, v})
		}
	}
	if len(json) > 0 {
		w.Body = jsonText(json)
		w.Headers = append(w.Headers, Pair{"Content-Type", "application/json"})
	}
	w.Path = emptyPattern(w.Path)
	if len(query) > 0 {
		w.Path += "?" + strings.ReplaceAll(query.Encode(), "+", "%20")
	}
	w.method(e, run)
	w.Command = w.curl()
}

// credentialOr is v, or where a credential was taken to be valid, the place to
// put one.
func credentialOr(run *Run, k SourceKey, v string) string {
	if run.Session {
		for _, c := range run.Credentials {
			if c.Source == k && v == Benign(k) {
				return "CREDENTIAL"
			}
		}
	}
	return v
}

// host is said only when it is not a harmless one.
func (w *Witness) host(v string) {
	if !strings.HasPrefix(v, "bq") {
		w.Headers = append(w.Headers, Pair{"Host", v})
	}
}

// path: a handler of an open route sees the whole path.
func (w *Witness) path(e *Entry, v string) {
	if openRoute(e.Pattern) && v != Benign(SourceKey{"http.url", "path"}) && v != Benign(requestTarget) && strings.HasPrefix(v, "/") {
		w.Path = strings.ReplaceAll(url.PathEscape(v), "%2F", "/")
	}
}

// openRoute reports whether a route's path is not fixed: a subtree, a wildcard
// over several segments, the default.
func openRoute(pattern string) bool {
	return pattern == "" || strings.HasSuffix(pattern, "/") || strings.HasSuffix(pattern, "...}") || strings.Contains(pattern, "*") || strings.Contains(pattern, "<path:")
}

// fixedPart is what every path of an open route begins with.
func fixedPart(pattern string) string {
	i := strings.IndexAny(pattern, "{<*")
	if i >= 0 {
		pattern = pattern[:i]
	}
	if !strings.HasSuffix(pattern, "/") {
		pattern += "/"
	}
	return pattern
}

// method is what the entry, the program's tests or the body ask for.
func (w *Witness) method(e *Entry, run *Run) {
	for _, s := range run.Assumed {
		if oneOf(s, "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS") && w.Method == "" {
			w.Method = s
		}
	}
	allowed := strings.FieldsFunc(e.Methods, func(r rune) bool { return r == ',' || r == ' ' })
	if len(allowed) > 0 && (w.Method == "" || !oneOf(w.Method, allowed...)) {
		w.Method = allowed[0]
	}
	switch {
	case w.Method != "" && (w.Method != "GET" || len(w.Form)+len(w.Files) == 0 && w.Body == ""):
	case len(w.Form)+len(w.Files) > 0 || w.Body != "":
		w.Method = "POST"
	default:
		w.Method = "GET"
	}
}

// fillPattern puts a value into the place of a route that is named so: {name},
// <name>, <int:name>, :name, *name, {name...}.
func fillPattern(pattern, name, v string) string {
	parts := strings.Split(pattern, "/")
	for i, p := range parts {
		if placeholder(p) == name {
			if strings.HasSuffix(p, "...}") || strings.HasPrefix(p, "*") || strings.HasPrefix(p, "<path:") {
				parts[i] = strings.ReplaceAll(url.PathEscape(v), "%2F", "/")
			} else {
				parts[i] = url.PathEscape(v)
			}
		}
	}
	return strings.Join(parts, "/")
}

// placeholder is the name of a variable segment, "" for a constant one.
func placeholder(segment string) string {
	switch {
	case strings.HasPrefix(segment, "{"), strings.HasPrefix(segment, "<"):
		name := strings.Trim(segment, "{}<>")
		name = strings.TrimSuffix(name, "...")
		name, _, _ = strings.Cut(name, ":")
		if _, after, ok := strings.Cut(strings.Trim(segment, "<>"), ":"); ok && segment[0] == '<' {
			name = after
		}
		return name
	case strings.HasPrefix(segment, ":"), strings.HasPrefix(segment, "*"):
		return segment[1:]
	}
	return ""
}

// emptyPattern gives the variable segments nobody asked for some value.
func emptyPattern(pattern string) string {
	parts := strings.Split(pattern, "/")
	for i, p := range parts {
		if name := placeholder(p); name != "" && name != "$" {
			parts[i] = "1"
		} else if name == "$" {
			parts[i] = ""
		}
	}
	return strings.Join(parts, "/")
}

// command is for programs that are started: arguments, environment, input.
func (w *Witness) command(run *Run, keys []SourceKey) {
	for _, k := range keys {
		v := run.Given[k]
		switch k.Kind {
		case "args":
			w.Args = append(w.Args, v)
		case "env":
			w.Env = append(w.Env, Pair{k.Name, v})
		case "stdin":
			w.Stdin = v
		default:
			w.Values = append(w.Values, Pair{strings.TrimSpace(k.Kind + " " + k.Name), v})
			continue
		}
		w.Kind = "command"
	}
	if w.Kind == "command" {
		w.Command = w.shell()
	}
}
