package python_test

import (
	"context"
	"strings"
	"testing"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/lang/python/syntax"
	"github.com/prunella/prunella/world"
)

// TestClinic mends a real program. The list names what must be mended, by rule and
// function; more may be. What is found and not mended is logged with its reason.
func TestClinic(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	tree, err := world.OpenTree("../../../examples/clinic", world.TreeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	series, err := engine(t, "").Mend(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	mended := map[string]bool{}
	for _, p := range series.Patches {
		w := p.Found.Finding.Where
		mended[p.Found.Rule.ID+" "+w.Func] = true
		t.Logf("mended: %s %s by %s", p.Found.Rule.ID, w.Func, p.Data.Strategy)
		for name, text := range p.Changes {
			if parsed := syntax.Parse(text, nil); len(parsed.Errors) > 0 && strings.HasSuffix(name, ".py") {
				t.Errorf("%s does not parse after %s: %s", name, p.Data.Strategy, parsed.Errors[0].Msg)
			}
		}
	}
	logStuck(t, series)
	for _, want := range []string{
		"sql-injection clinic.db.Query.all",
		"command-injection clinic.services.reports.Packing.run",
		"code-injection clinic.services.reports.dose",
		"code-injection clinic.blueprints.reports.letter",
		"cross-site-scripting clinic.blueprints.patients.help_page",
		"open-redirect clinic.blueprints.account.logout",
		"log-injection clinic.blueprints.account.login",
		"unsafe-deserialisation clinic.services.records.draft_from_text",
		"unsafe-deserialisation clinic.services.records.form_from_yaml",
		"xml-external-entity clinic.services.records.referral",
		"xpath-injection clinic.services.records.shared_notes",
		"certificate-not-verified clinic.services.lab.results",
		"weak-cipher clinic.services.lab.fax_context",
		"no-limit clinic.services.lab.transfer",
		"no-limit clinic.blueprints.documents.dictation",
		"insecure-cookie clinic.blueprints.account.login",
		"open-permissions clinic.services.documents.backup",
		"predictable-random clinic.services.passwords.reset_code",
	} {
		if !mended[want] {
			t.Errorf("not mended: %s", want)
		}
	}
}

func logStuck(t *testing.T, series *code.Series) {
	t.Helper()
	for _, f := range series.First.Found {
		if why := series.Stuck[f.Finding.Key]; why != "" {
			t.Logf("not mended: %s %s: %s", f.Rule.ID, f.Finding.Where.Func, why)
		}
	}
}
