package javascript

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

const webAddress = `function webAddress(address) {
  return /^(https?:|[^:]*([\/?#]|$))/i.test(String(address)) ? String(address) : '#';
}
`

// webLink lets only addresses of the web become links: "javascript:" runs in the page.
func webLink(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	at := s.at()
	value := syntax.Ref(0)
	if s.t.Kind(at) == syntax.JSX {
		for a := range s.t.Children(s.t.Child(at, 1)) {
			if name := s.t.Text(s.t.First(a)); s.t.Kind(a) == syntax.JSXAttr && (name == "href" || name == "src") {
				value = s.t.Child(a, 1)
			}
		}
	} else {
		value = s.markup(at)
	}
	if value == 0 {
		return nil, fmt.Errorf("the address is written elsewhere")
	}
	s.replace(value, "webAddress("+s.t.Text(value)+")")
	if err := s.helper("webAddress", webAddress); err != nil {
		return nil, err
	}
	return s.done("web-link", "only addresses of the web are linked to, others become #"), nil
}

// asChild makes what an element takes as raw markup the text that it shows.
func (s *source) asChild(element syntax.Ref) bool {
	for a := range s.t.Children(s.t.Child(element, 1)) {
		if s.t.Kind(a) != syntax.JSXAttr || s.t.Text(s.t.First(a)) != "dangerouslySetInnerHTML" {
			continue
		}
		markup := s.property(s.made(s.t.Child(a, 1), element), "__html")
		parts := pieces(s.t, s.made(s.t.Child(markup, 1), element), nil)
		text := strings.TrimSpace(s.t.Text(element))
		head, closed := strings.CutSuffix(text, "/>")
		if markup == 0 || len(parts) != 1 || parts[0].expr == 0 || !closed {
			return false
		}
		start := s.t.Nodes[a].Start - s.t.Nodes[element].Start
		end := s.t.Nodes[a].End - s.t.Nodes[element].Start
		head = strings.TrimRight(head[:start], " \n\t") + strings.TrimRight(head[end:], " \n\t")
		s.replace(element, head+">{"+s.t.Text(s.t.Child(markup, 1))+"}</"+s.t.Text(s.t.First(element))+">")
		return true
	}
	return false
}

var comparesField = regexp.MustCompile(`^\s*this\.([A-Za-z_]\w*)\s*===?\s*['"]$`)

// fieldCondition says as a condition what a piece of code compared: { $where: "this.name
// == 'x'" } is { name: 'x' }.
func fieldCondition(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	condition := s.made(s.t.First(s.t.Child(call, 1)), call)
	where := s.property(condition, "$where")
	parts := pieces(s.t, s.made(s.t.Child(where, 1), call), nil)
	if where == 0 || len(parts) != 3 || parts[1].expr == 0 || len(parts[2].text) == 0 || strings.TrimSpace(parts[2].text[1:]) != "" {
		return nil, fmt.Errorf("the code does more than to compare a field with a value")
	}
	field := comparesField.FindStringSubmatch(parts[0].text)
	if field == nil || parts[2].text[0] != parts[0].text[len(parts[0].text)-1] {
		return nil, fmt.Errorf("the code does more than to compare a field with a value")
	}
	s.replace(where, field[1]+": String("+s.t.Text(parts[1].expr)+")")
	return s.done("field-condition", "the database compares the field with a text, and no code is run"), nil
}

// powers are names of fields that a request about somebody's own record has no business
// with: what they may do, what they own, who they are.
var powers = regexp.MustCompile(`(?i)admin|role|permission|privilege|group|owner|verified|active|balance|credit|price|password|hash|token|secret|^_|id$|approved|status|created|updated`)

// pickFields stores only fields of the record that a request may choose.
func pickFields(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	model := s.t.First(s.t.First(call))
	body := s.t.First(s.t.Child(call, 1))
	fields := s.schema(s.t.Text(model))
	if len(fields) == 0 || s.t.Kind(body) != syntax.Member && s.t.Kind(body) != syntax.Name {
		return nil, fmt.Errorf("which fields a request may set is for people to say: name them one by one")
	}
	var picked, left []string
	for _, f := range fields {
		if powers.MatchString(f) {
			left = append(left, f)
		} else {
			picked = append(picked, f+": "+s.t.Text(body)+"."+f)
		}
	}
	if len(picked) == 0 || len(left) == 0 {
		return nil, fmt.Errorf("which fields a request may set is for people to say: name them one by one")
	}
	s.replace(body, "{ "+strings.Join(picked, ", ")+" }")
	return s.done("pick-fields", "the fields are named; a request sets no more by itself: "+strings.Join(left, ", ")), nil
}

// schema lists the fields that a model of mongoose is declared with in this file.
func (s *source) schema(model string) (fields []string) {
	made := initialiser(s.t, model, uint32(len(s.t.Src)))
	if s.t.Kind(made) != syntax.Call || s.t.Text(s.t.First(made)) != "mongoose.model" {
		return nil
	}
	declared := s.made(s.t.Child(s.t.Child(made, 1), 1), made)
	if s.t.Kind(declared) != syntax.New {
		return nil
	}
	object := s.t.First(s.t.Child(declared, 1))
	for p := range s.t.Children(object) {
		if s.t.Kind(p) == syntax.Property {
			fields = append(fields, s.t.Text(s.t.First(p)))
		}
	}
	return fields
}
