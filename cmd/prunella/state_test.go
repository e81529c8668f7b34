package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/govern"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/views/cases"
)

const flawed = `package main

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

func user(w http.ResponseWriter, r *http.Request) {
	if _, err := db.Exec("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'"); err != nil {
		w.WriteHeader(500)
	}
}

func main() {
	var err error
	if db, err = sql.Open("sqlite", "users.db"); err != nil {
		return
	}
	http.HandleFunc("POST /user", user)
}
`

// project writes a program with one flaw.
func project(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "p")
	if err := errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "main.go"), []byte(flawed), 0o644)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// command runs prunella here, and returns what it wrote and its error.
func command(ctx context.Context, args ...string) (stdout, stderr string, err error) {
	var out, errs bytes.Buffer
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(&out)
	root.SetErr(&errs)
	root.SilenceErrors = true
	err = root.ExecuteContext(ctx)
	return out.String(), errs.String(), err
}

func exitCode(err error) int {
	var f *failure
	if errors.As(err, &f) {
		return f.code
	}
	if err != nil {
		return exitUsage
	}
	return exitClean
}

// A state that somebody or something damaged does not work, says which file it
// is, and stays as it is for those who look into it. Which file of the state is
// harmed how, and who has to complain: a run, the verification, or nobody.
func TestDamagedState(t *testing.T) {
	dir := project(t)
	if _, _, err := command(t.Context(), "heal", "--no-run", dir); err != nil {
		t.Fatal(err)
	}
	state := filepath.Join(dir, stateFolder)
	for _, file := range filesBelow(t, state) {
		for _, harm := range []struct {
			name string
			do   func(path string, text []byte) error
		}{
			{"flipped", func(path string, text []byte) error {
				text[len(text)/2] ^= 0x20
				return os.WriteFile(path, text, 0o600)
			}},
			{"cut", func(path string, text []byte) error { return os.WriteFile(path, text[:len(text)/2], 0o600) }},
			{"gone", func(path string, _ []byte) error { return os.Remove(path) }},
		} {
			t.Run(kindOf(file)+" "+harm.name, func(t *testing.T) { damaged(t, dir, file, harm.do, harmless(file, harm.name)) })
		}
	}
}

func filesBelow(t *testing.T, dir string) (files []string) {
	t.Helper()
	seen := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		info, _ := d.Info()
		if kind := kindOf(rel); !seen[kind] && info.Size() > 0 {
			seen[kind] = true
			files = append(files, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// kindOf names the kind of a file of the state: one blob stands for all.
func kindOf(file string) string {
	if strings.Contains(file, "blobs/") {
		return "a blob"
	}
	return file
}

// harmless says why nobody needs to complain of a harm, "" for most.
func harmless(file, harm string) string {
	switch {
	case strings.HasSuffix(file, ".gitignore"), file == "ledger/lock":
		return "nothing is kept in it"
	case file == lastFile:
		return "it names a run; a name that the record does not hold is passed over"
	case strings.Contains(file, ".p/") && !strings.HasSuffix(file, ".p/8"):
		return "a part of a tile that a longer part has taken the place of"
	case harm != "cut" && file == "certificate.key":
		return "another key is another key: what the old one signed counts no more"
	case harm == "gone" && (file == "ledger/seen" || file == "ledger/log/.state/version"):
		return "it is made again; only who keeps a checkpoint elsewhere can miss it"
	}
	return ""
}

func damaged(t *testing.T, dir, file string, harm func(string, []byte) error, harmless string) {
	old := filepath.Join(dir, stateFolder)
	state := filepath.Join(t.TempDir(), "state")
	if err := os.CopyFS(state, os.DirFS(old)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(state, file)
	text, err := os.ReadFile(path)
	if err == nil {
		err = harm(path, text)
	}
	if err != nil {
		t.Fatal(err)
	}
	_, _, verified := command(t.Context(), "audit", "verify", "--state", state, dir)
	before := contents(t, state)
	_, _, ran := command(t.Context(), "heal", "--no-run", "--state", state, dir)
	if verified == nil && ran == nil && harmless == "" {
		t.Error("nobody complains")
	}
	for _, err := range []error{verified, ran} {
		if err != nil && exitCode(err) != exitError {
			t.Errorf("exit code %d: %v", exitCode(err), err)
		}
		if err != nil && !strings.Contains(err.Error(), state) && !strings.Contains(err.Error(), "entry ") {
			t.Errorf("the error names no file: %v", err)
		}
	}
	after := contents(t, state)
	for name, text := range before {
		if strings.Contains(name, "ledger/blobs/") && after[name] != text {
			t.Errorf("%s is lost", name)
		}
	}
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// interrupter ends a run when a stage begins.
type interrupter struct {
	stage string
	stop  func()
}

func (i interrupter) Write(text []byte) (int, error) {
	if strings.HasPrefix(string(text), i.stage) {
		i.stop()
	}
	return len(text), nil
}

// An interrupt at any stage leaves a whole record, and the next run ends with
// what an undisturbed one would have said.
func TestInterrupt(t *testing.T) {
	dir := project(t)
	want, _, err := command(t.Context(), "heal", "--no-run", "--state", filepath.Join(t.TempDir(), "s"), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, stage := range []string{"reading", "finding", "mending", "proving", "deciding"} {
		t.Run(stage, func(t *testing.T) {
			state := filepath.Join(t.TempDir(), "s")
			ctx, stop := context.WithCancel(t.Context())
			root := newRoot()
			root.SetArgs([]string{"heal", "--no-run", "--state", state, dir})
			root.SetOut(new(bytes.Buffer))
			root.SetErr(interrupter{stage, stop})
			root.SilenceErrors = true
			if err := root.ExecuteContext(ctx); err == nil || exitCode(err) != exitError || err.Error() != "interrupted" {
				t.Fatalf("the interrupted run ends with %v", err)
			}
			got, _, err := command(t.Context(), "heal", "--no-run", "--state", state, dir)
			if err != nil {
				t.Fatal(err)
			}
			if steady(got) != steady(want) {
				t.Errorf("the second run says\n%s\nwant\n%s", steady(got), steady(want))
			}
			if _, _, err := command(t.Context(), "audit", "verify", "--state", state, dir); err != nil {
				t.Error(err)
			}
		})
	}
}

// A certificate that was tampered with on the way to the record is worth nothing,
// though the record itself holds and the policy would be content.
func TestForgedCertificateIsNotApplied(t *testing.T) {
	dir := project(t)
	if _, _, err := command(t.Context(), "heal", "--no-run", dir); err != nil {
		t.Fatal(err)
	}
	target, err := openTarget(t.Context(), dir, "", func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	defer target.close()
	key, err := target.certificateKey()
	if err != nil {
		t.Fatal(err)
	}
	view := cases.New(cases.Standard{})
	if err := view.Update(t.Context(), target.log); err != nil {
		t.Fatal(err)
	}
	p := view.All()[0].Proposals[0]
	genuineEntry := p.Certificates[0]
	papers := flow.Papers{Proposal: p.Entry, Evidence: p.Evidence}
	if err := genuine(papers, genuineEntry.ID, key.Public()); err != nil {
		t.Fatal("the true certificate: ", err)
	}
	var cert record.Certification
	if err := json.Unmarshal(genuineEntry.Statement.Body.Evidence.Data, &cert); err != nil {
		t.Fatal(err)
	}
	for i := range cert.Rungs {
		cert.Rungs[i].Status = assure.Passed
	}
	cert.Grade = "A"
	data, err := json.Marshal(cert)
	if err != nil {
		t.Fatal(err)
	}
	forged, err := record.New(tool(govern.Certifier), record.Body{Evidence: &record.Evidence{Type: cases.Certificate, Summary: "certified, grade A", Data: data}},
		p.Entry.Statement.About, []record.ID{p.Entry.ID})
	if err != nil {
		t.Fatal(err)
	}
	entry, err := target.log.Append(t.Context(), forged)
	if err != nil {
		t.Fatal(err)
	}
	policy, err := govern.Default()
	if err != nil {
		t.Fatal(err)
	}
	drive, err := driver(t.Context(), target, policy, key.Public())
	if err != nil {
		t.Fatal(err)
	}
	receipts := 0
	loop := flow.Loop{Log: target.log, Steps: []flow.Step{
		flow.Judges(record.By{Kind: record.Policy, Name: "policy", Version: version}, govern.Judge{Policy: policy}), drive,
	}, Events: func(e flow.Event) {
		if e.Said != nil && e.Said.Entry.Statement.Body.Receipt != nil {
			receipts++
		}
	}}
	initGit(t, dir)
	err = loop.Run(t.Context(), entry.ID)
	if !errors.Is(err, assure.ErrForged) || receipts != 0 {
		t.Errorf("the run with a forged certificate ends with %v and %d deeds", err, receipts)
	}
}
