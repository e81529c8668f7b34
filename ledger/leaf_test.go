package ledger_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/ledger/ledgertest"
	"github.com/prunella/prunella/ledger/memory"
	"github.com/prunella/prunella/record"
)

const leafText = `{"id":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","kind":"finding","time":1767225600000}`

func TestLeafHasOneForm(t *testing.T) {
	leaf, err := ledger.ParseLeaf([]byte(leafText))
	if err != nil || string(leaf.Encode()) != leafText || leaf.Kind != "finding" || leaf.ID != record.ID(record.Sum(nil)) {
		t.Errorf("%+v, %v", leaf, err)
	}
	for name, text := range map[string]string{
		"white space":   strings.Replace(leafText, ",", ", ", 1),
		"other order":   `{"kind":"finding","id":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","time":1767225600000}`,
		"more":          strings.Replace(leafText, `"time"`, `"x":1,"time"`, 1),
		"unknown kind":  strings.Replace(leafText, "finding", "feeling", 1),
		"short id":      strings.Replace(leafText, "b855", "b85", 1),
		"time in words": strings.Replace(leafText, "1767225600000", `"now"`, 1),
		"nothing":       "",
	} {
		if _, err := ledger.ParseLeaf([]byte(text)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func FuzzParseLeaf(f *testing.F) {
	f.Add([]byte(leafText))
	f.Fuzz(func(t *testing.T, text []byte) {
		if leaf, err := ledger.ParseLeaf(text); err == nil && !bytes.Equal(leaf.Encode(), text) {
			t.Errorf("%q is encoded as %q", text, leaf.Encode())
		}
	})
}

// FuzzProof: whatever a stranger hands in as a proof, it proves nothing that it
// should not, and nobody falls over it.
func FuzzProof(f *testing.F) {
	log, err := memory.New(memory.Options{})
	if err != nil {
		f.Fatal(err)
	}
	entries, err := log.AppendAll(f.Context(), ledgertest.Statements(0, 5))
	if err != nil {
		f.Fatal(err)
	}
	p, err := log.Prove(f.Context(), entries[3].ID)
	if err != nil {
		f.Fatal(err)
	}
	sound, err := json.Marshal(p)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sound)
	f.Fuzz(func(t *testing.T, text []byte) {
		var p ledger.Proof
		if json.Unmarshal(text, &p) != nil {
			return
		}
		if _, err := p.Verify(entries[0].ID, log.Key()); err == nil {
			t.Errorf("proves what it was not made for: %s", text)
		}
		if e, err := p.Verify(entries[3].ID, log.Key()); err == nil && e.Index != 3 {
			t.Errorf("proves another place: %d", e.Index)
		}
	})
}

func TestTreeOfAnySize(t *testing.T) {
	var hashes [][]byte
	for n := range 20 {
		for i := range n {
			if path := ledger.Path(hashes, i); len(path) > 5 {
				t.Errorf("path of %d in %d has %d hashes", i, n, len(path))
			}
		}
		if len(ledger.Root(hashes)) != 32 {
			t.Errorf("root of %d", n)
		}
		hashes = append(hashes, ledger.HashLeaf([]byte{byte(n)}))
	}
}
