package golang_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/world"
)

// shopFlaw is what the shop's list of truth says of a flaw.
type shopFlaw struct {
	ID, CWE, Kind, File, Marker string
}

// TestShop mends examples/shop. mustMend are the flaws that must be; what becomes
// of the others is logged with the reason.
func TestShop(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	tree, err := world.OpenTree("../../../examples/shop", world.TreeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	s, err := newEngine(t).Mend(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	flaws, safe := readTruth(t)
	mended := 0
	for _, f := range flaws {
		status := statusOf(t, tree, s, f)
		t.Logf("%-22s %s", f.ID, status)
		if status == "mended" {
			mended++
		} else if mustMend[f.ID] {
			t.Errorf("%s must be mended: %s", f.ID, status)
		}
	}
	for _, f := range safe {
		if text, err := last(s).ReadFile(f.File); err == nil && !strings.Contains(string(text), f.Marker) {
			t.Logf("%-22s is safe, and was changed", f.ID)
			if !knownFalse[f.ID] {
				t.Errorf("%s is safe, and was changed", f.ID)
			}
		}
	}
	t.Logf("%d of %d flaws mended", mended, len(flaws))
	if dir := os.Getenv("HEALED"); dir != "" {
		writeHealed(t, s, dir)
	}
}

// mustMend are the flaws whose finding and remedy need nothing but this package
// and what the engine knows today.
var mustMend = map[string]bool{
	"shop-sql-search": true, "shop-sql-sort": true, "shop-exec-label": true, "shop-xss-notfound": true,
	"shop-path-manual": true, "shop-path-invoice": true, "shop-ssrf-picture": true, "shop-redirect-out": true, "shop-log-login": true,
	"shop-template-gift": true, "shop-cookie-httponly": true, "shop-cookie-secure": true, "shop-limit-import": true,
	"shop-file-mode": true, "shop-server-timeouts": true,
}

// knownFalse are safe places that the engine reports, so that they are changed.
var knownFalse = map[string]bool{"shop-safe-etag": true}

func readTruth(t *testing.T) (flaws, safe []shopFlaw) {
	t.Helper()
	text, err := os.ReadFile("../../../examples/shop/testdata/truth.json")
	if err != nil {
		t.Fatal(err)
	}
	var truth struct{ Items []shopFlaw }
	if err := json.Unmarshal(text, &truth); err != nil {
		t.Fatal(err)
	}
	for _, f := range truth.Items {
		if f.Kind == "flaw" {
			flaws = append(flaws, f)
		} else {
			safe = append(safe, f)
		}
	}
	return flaws, safe
}

// statusOf says what became of a flaw: the finding nearest to its marker, in the
// same file and with the same weakness.
func statusOf(t *testing.T, tree world.Tree, s *code.Series, f shopFlaw) string {
	t.Helper()
	text, err := tree.ReadFile(f.File)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(text), f.Marker)
	from := strings.Count(string(text[:max(0, at)]), "\n") + 1
	to := from + strings.Count(f.Marker, "\n")
	best, gap := (*code.Found)(nil), 1000
	for _, found := range s.First.Found {
		if !hasCWE(found.Finding.CWE, f.CWE) || !passes(found, f.File, from, to) {
			continue
		}
		d := 0
		if w := found.Finding.Where; w.File == f.File {
			d = max(from-w.Line, w.Line-to, 0)
		}
		if d < gap {
			best, gap = found, d
		}
	}
	if best == nil {
		return "not found"
	}
	if why := s.Stuck[best.Finding.Key]; why != "" {
		return "found, stuck: " + why
	}
	return "mended"
}

// passes reports whether a finding stands in those lines or its path leads through
// them.
func passes(f *code.Found, file string, from, to int) bool {
	in := func(name string, line int) bool { return path.Clean(name) == file && line >= from && line <= to }
	if in(f.Finding.Where.File, f.Finding.Where.Line) {
		return true
	}
	for _, flow := range f.Flows {
		for _, st := range flow.Path {
			if in(st.Unit.Path, 1+bytes.Count(st.Unit.Text[:st.Span.Start], []byte("\n"))) {
				return true
			}
		}
	}
	return f.Finding.Where.File == file && len(f.Path.Sources) == 0 && f.Finding.Where.Line >= from-6 && f.Finding.Where.Line <= to+6
}

// last is the tree with all patches.
func last(s *code.Series) world.Tree {
	if n := len(s.Patches); n > 0 {
		return s.Patches[n-1].After
	}
	return s.Base
}

func hasCWE(have []string, want string) bool {
	for _, c := range have {
		if c == want {
			return true
		}
	}
	return false
}

// writeHealed puts what was changed over a copy of the shop.
func writeHealed(t *testing.T, s *code.Series, dir string) {
	t.Helper()
	for _, p := range s.Patches {
		for name, text := range p.Changes {
			if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
