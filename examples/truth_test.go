package examples

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// truth is the content of a testdata/truth.json.
type truth struct {
	Program string            `json:"program"`
	Logins  map[string][]step `json:"logins"`
	Items   []item            `json:"items"`
}

// item is one flaw, or one place that only looks like a flaw (kind "safe").
type item struct {
	ID       string   `json:"id"`
	CWE      string   `json:"cwe"`
	Kind     string   `json:"kind"`
	File     string   `json:"file"`
	Function string   `json:"function"`
	Marker   string   `json:"marker"`
	Source   *place   `json:"source"`
	Why      string   `json:"why"`
	Seen     string   `json:"seen"`
	Witness  *witness `json:"witness"`
}

type place struct {
	File   string `json:"file"`
	Marker string `json:"marker"`
}

// witness is an attack and how its success shows.
type witness struct {
	Steps []step `json:"steps"`
	Proof proof  `json:"proof"`
}

// step is one request. Placeholders such as {{canary}} are filled in everywhere.
type step struct {
	As        string            `json:"as"`
	Method    string            `json:"method"`
	Path      string            `json:"path"`
	Query     map[string]string `json:"query"`
	Headers   map[string]string `json:"headers"`
	Form      map[string]string `json:"form"`
	JSON      json.RawMessage   `json:"json"`
	Body      string            `json:"body"`
	BodySize  int               `json:"body_size"`
	Multipart []part            `json:"multipart"`
}

// part is one field of a multipart form; Zip is packed into a zip file.
type part struct {
	Field    string            `json:"field"`
	Filename string            `json:"filename"`
	Content  string            `json:"content"`
	Size     int               `json:"size"`
	Zip      map[string]string `json:"zip"`
}

// proof holds when every part of it that is given holds.
type proof struct {
	Status         int               `json:"status"`
	BodyContains   string            `json:"body_contains"`
	BodyMatches    string            `json:"body_matches"`
	HeaderContains map[string]string `json:"header_contains"`
	HeaderLacks    map[string]string `json:"header_lacks"`
	File           string            `json:"file"`         // glob below the data folder
	FileMatches    string            `json:"file_matches"` // regular expression for its content
	FileMode       string            `json:"file_mode"`    // octal bits, one of which is set
	Canary         string            `json:"canary"`       // path that the second listener was asked for
	SlowerMS       int               `json:"slower_ms"`
}

func readTruth(t *testing.T, program string) truth {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(program, "testdata", "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var tr truth
	if err := json.Unmarshal(raw, &tr); err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	return tr
}

// TestTruth keeps the lists honest: every marker names one place of the source.
func TestTruth(t *testing.T) {
	for _, program := range []string{"shop", "clinic"} {
		tr := readTruth(t, program)
		seen, count := map[string]bool{}, map[string]int{}
		for _, it := range tr.Items {
			count[it.Kind]++
			if seen[it.ID] {
				t.Errorf("%s: the id is used twice", it.ID)
			}
			seen[it.ID] = true
			checkPlace(t, program, it.ID, place{it.File, it.Marker})
			if it.Source != nil {
				checkPlace(t, program, it.ID, *it.Source)
			}
			if it.Kind == "flaw" && it.Witness == nil && it.Seen == "" {
				t.Errorf("%s: neither a witness nor a word on how to see it", it.ID)
			}
		}
		if count["flaw"] < 15 || count["safe"] < count["flaw"] || len(count) != 2 {
			t.Errorf("%s: %v, want at least 15 flaws and as many safe places", program, count)
		}
	}
}

func checkPlace(t *testing.T, program, id string, p place) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(program, p.File))
	if err != nil {
		t.Errorf("%s: %v", id, err)
		return
	}
	if n := strings.Count(string(text), p.Marker); n != 1 {
		t.Errorf("%s: %q is found %d times in %s, want once", id, p.Marker, n, p.File)
	}
}
