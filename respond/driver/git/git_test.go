package git

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aymanbagabas/go-udiff"

	"github.com/prunella/prunella/govern/patch"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/respond/driver"
	"github.com/prunella/prunella/respond/driver/drivertest"
)

const (
	long  = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n"
	other = "package other\n"
)

// A repo is a real repository in a temporary folder.
type repo struct {
	t   *testing.T
	top string
}

func newRepo(t *testing.T) *repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	r := &repo{t, t.TempDir()}
	r.git("init", "-q", "-b", "main")
	r.write("a/x.go", long)
	r.write("a/other.go", other)
	r.git("add", ".")
	r.git("commit", "-q", "-m", "first")
	return r
}

// git runs git as the user would, without the armour.
func (r *repo) git(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.top
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_AUTHOR_NAME=u", "GIT_AUTHOR_EMAIL=u@example.org", "GIT_COMMITTER_NAME=u", "GIT_COMMITTER_EMAIL=u@example.org",
		"GIT_AUTHOR_DATE=1700000000 +0000", "GIT_COMMITTER_DATE=1700000000 +0000")
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r *repo) write(name, content string) {
	r.t.Helper()
	file := filepath.Join(r.top, name)
	must(r.t, os.MkdirAll(filepath.Dir(file), 0o755))
	must(r.t, os.WriteFile(file, []byte(content), 0o644))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const branch = "prunella/heal"

func (r *repo) driver() *Driver {
	return &Driver{Dir: filepath.Join(r.top, "a"), Branch: branch, Time: time.Unix(1_800_000_000, 0)}
}

// change proposes to turn one content of a file into another.
func change(name, before, after string) record.Proposal {
	d := record.Patch{Diff: udiff.Unified("a/"+name, "b/"+name, before, after), Files: []record.PatchFile{{Path: name, Before: sum(before), After: sum(after)}}}
	data, _ := json.Marshal(d)
	return record.Proposal{Action: patch.Action, Target: "repo:test", Summary: "mend " + name, Base: patch.Base(d.Files), Data: data, Undo: "delete the branch"}
}

func sum(s string) record.Digest { return record.Sum([]byte(s)) }

func mend(from, to string) record.Proposal {
	return change("x.go", long, strings.Replace(long, from, to, 1))
}

// repo is the world of the conformance suite.

func (r *repo) Driver(step func(string) error) driver.Driver {
	d := r.driver()
	d.step = step
	return d
}

func (r *repo) Proposals() [2]record.Proposal {
	return [2]record.Proposal{mend("two", "TWO"), mend("nine", "NINE")}
}

func (r *repo) Spoiled() record.Proposal { return change("x.go", long+"more\n", "less\n") }

// State is every ref, where HEAD is, and what git status says of the work tree.
func (r *repo) State() string {
	return r.git("for-each-ref") + "\nHEAD " + r.git("rev-parse", "--symbolic-full-name", "HEAD") + "\n" + r.git("status", "--porcelain") + "\n" + r.git("diff", "HEAD")
}

func (r *repo) Meddle() {
	tip := r.git("rev-parse", branch)
	r.git("update-ref", "refs/heads/"+branch, r.git("commit-tree", tip+"^{tree}", "-p", tip, "-m", "mine"))
}

func TestConformance(t *testing.T) {
	drivertest.Run(t, func(t *testing.T) drivertest.World { return newRepo(t) })
}

func TestConformanceDirty(t *testing.T) {
	drivertest.Run(t, func(t *testing.T) drivertest.World {
		r := newRepo(t)
		r.write("a/other.go", "package changed\n")
		r.write("a/new.go", "package new\n")
		r.write("staged.go", "package staged\n")
		r.git("add", "staged.go")
		return r
	})
}

func TestConformanceDetached(t *testing.T) {
	drivertest.Run(t, func(t *testing.T) drivertest.World {
		r := newRepo(t)
		r.git("checkout", "-q", "--detach")
		return r
	})
}

func TestConformanceSHA256(t *testing.T) {
	drivertest.Run(t, func(t *testing.T) drivertest.World {
		r := newRepo(t)
		must(t, os.RemoveAll(filepath.Join(r.top, ".git")))
		r.git("init", "-q", "-b", "main", "--object-format=sha256")
		r.git("add", ".")
		r.git("commit", "-q", "-m", "first")
		return r
	})
}

func drive(t *testing.T, d *Driver, p record.Proposal) record.Receipt {
	t.Helper()
	r, err := d.Drive(t.Context(), drivertest.Order(t, p))
	must(t, err)
	return r
}

func TestCommit(t *testing.T) {
	r := newRepo(t)
	index, err := os.ReadFile(filepath.Join(r.top, ".git/index"))
	must(t, err)
	p := mend("two", "TWO")
	p.Summary = "mend\n\nPrunella-Proposal: forged \x1b[31m"
	p.Against = "sql-injection at x.go:2: q\nPrunella-Decision: forged"
	receipt := drive(t, r.driver(), p)
	if got := r.git("show", branch+":a/x.go") + "\n"; got != strings.Replace(long, "two", "TWO", 1) {
		t.Errorf("content:\n%s", got)
	}
	if got := r.git("diff", "--stat", "main", branch); !strings.Contains(got, "1 file changed, 1 insertion(+), 1 deletion(-)") {
		t.Errorf("change:\n%s", got)
	}
	message := r.git("log", "-1", "--format=%an <%ae> %cI%n%B", branch)
	for _, want := range []string{DefaultAuthor + " 2027-01-15T08:00:00", "heal: mend Prunella-Proposal: forged  [31m\n", "\nAgainst sql-injection at x.go:2: q Prunella-Decision: forged\n\nPrunella-Finding: sha256:", "Prunella-Certificate: sha256:",
		"Prunella-Decision: " + string(receipt.Decision), "\nPrunella-Proposal: " + string(receipt.Proposal)} {
		if !strings.Contains(message, want) {
			t.Errorf("message lacks %q:\n%s", want, message)
		}
	}
	after, err := os.ReadFile(filepath.Join(r.top, ".git/index"))
	must(t, err)
	if string(index) != string(after) {
		t.Error("the index was touched")
	}
	r.git("fsck", "--strict")
}

func TestNewRemovedAndExecutableFiles(t *testing.T) {
	r := newRepo(t)
	must(t, os.Chmod(filepath.Join(r.top, "a/x.go"), 0o755))
	r.git("commit", "-q", "-a", "-m", "executable")
	d := record.Patch{Diff: udiff.Unified("a/x.go", "b/x.go", long, "1\n") + "--- /dev/null\n+++ b/sub/n.go\n@@ -0,0 +1 @@\n+new\n" + "--- a/other.go\n+++ /dev/null\n@@ -1 +0,0 @@\n-package other\n",
		Files: []record.PatchFile{{Path: "other.go", Before: sum(other)}, {Path: "sub/n.go", After: sum("new\n")}, {Path: "x.go", Before: sum(long), After: sum("1\n")}}}
	p := change("x.go", long, long)
	p.Data, _ = json.Marshal(d)
	drive(t, r.driver(), p)
	if got := r.git("ls-tree", "-r", "--format=%(objectmode) %(path)", branch); got != "100644 a/sub/n.go\n100755 a/x.go" {
		t.Errorf("tree:\n%s", got)
	}
}

func TestPatchesOfTheSameLinesConflict(t *testing.T) {
	r := newRepo(t)
	d := r.driver()
	drive(t, d, mend("two", "TWO"))
	before := r.State()
	if got := drive(t, d, mend("two", "zwei")); got.Outcome != record.Refused || !strings.Contains(got.Summary, "same lines") {
		t.Errorf("%+v", got)
	}
	if r.State() != before {
		t.Error("the refused patch changed something")
	}
}

// Each patch of a series is made against the tree with those before it.
func TestSeries(t *testing.T) {
	r := newRepo(t)
	d := r.driver()
	once := strings.Replace(long, "two", "TWO", 1)
	twice := strings.Replace(once, "TWO", "zwei", 1)
	series := []record.Proposal{change("x.go", long, once), change("x.go", once, twice)}
	for range 2 { // the second time everything is found done
		for _, p := range series {
			base, err := d.Base(t.Context(), p)
			if err != nil || base != p.Base {
				t.Errorf("base %s, %v; want %s", base, err, p.Base)
			}
			if got := drive(t, d, p); got.Outcome != record.Done {
				t.Errorf("%+v", got)
			}
		}
	}
	if got := r.git("show", branch+":a/x.go") + "\n"; got != twice {
		t.Errorf("content:\n%s", got)
	}
	if got := r.git("rev-list", "--count", "main.."+branch); got != "2" {
		t.Errorf("%s commits", got)
	}
	late := change("x.go", "something else\n", "x\n")
	if base, err := d.Base(t.Context(), late); err != nil || base == late.Base {
		t.Errorf("base %s, %v", base, err)
	}
}

func TestDirtyTouchedFile(t *testing.T) {
	r := newRepo(t)
	changed := strings.Replace(long, "ten", "TEN", 1)
	r.write("a/x.go", changed)
	got := drive(t, r.driver(), change("x.go", changed, strings.Replace(changed, "two", "TWO", 1)))
	if got.Outcome != record.Refused || !strings.Contains(got.Summary, "x.go at HEAD is not what was scanned") {
		t.Errorf("%+v", got)
	}
}

// Places where patches cannot go give a clear reason and some advice.
func TestRefusals(t *testing.T) {
	for name, test := range map[string]struct {
		prepare func(r *repo, d *Driver)
		want    string
	}{
		"no repository": {func(r *repo, d *Driver) { must(r.t, os.RemoveAll(filepath.Join(r.top, ".git"))) }, "is not in a git repository"},
		"no commit": {func(r *repo, d *Driver) {
			must(r.t, os.RemoveAll(filepath.Join(r.top, ".git")))
			r.git("init", "-q")
		}, "no commit yet"},
		"bare": {func(r *repo, d *Driver) {
			d.Dir = filepath.Join(r.top, "bare.git")
			r.git("clone", "-q", "--bare", ".", d.Dir)
		}, "bare repository"},
		"git's own folder":       {func(r *repo, d *Driver) { d.Dir = filepath.Join(r.top, ".git") }, "git's own folder"},
		"somebody else's branch": {func(r *repo, d *Driver) { r.git("branch", branch); r.onBranch("mine") }, "is not Prunella's"},
		"an old branch":          {func(r *repo, d *Driver) { r.git("branch", branch) }, "nothing that HEAD has not"},
		"the user's branch":      {func(r *repo, d *Driver) { r.git("checkout", "-q", "-b", branch) }, "is checked out"},
		"a bad name":             {func(r *repo, d *Driver) { d.Branch = "a..b" }, "no name for a branch"},
		"an option as a name":    {func(r *repo, d *Driver) { d.Branch = "-f" }, "no name for a branch"},
		"a forged trailer": {func(r *repo, d *Driver) {
			id := drivertest.Order(r.t, mend("two", "TWO")).ID()
			r.git("branch", branch)
			r.onBranch("mine\n\n" + trailer + string(id))
		}, "says it holds this patch, but does not"},
		"refs led out of the repository": {func(r *repo, d *Driver) {
			must(r.t, os.Symlink(r.t.TempDir(), filepath.Join(r.top, ".git/refs/heads/prunella")))
		}, "is a symbolic link"},
		"objects led out of the repository": {func(r *repo, d *Driver) {
			outside := filepath.Join(r.t.TempDir(), "objects")
			must(r.t, os.Rename(filepath.Join(r.top, ".git/objects"), outside))
			must(r.t, os.Symlink(outside, filepath.Join(r.top, ".git/objects")))
		}, "is a symbolic link"},
		"some objects led out of the repository": {func(r *repo, d *Driver) {
			must(r.t, os.Symlink(r.t.TempDir(), filepath.Join(r.top, ".git/objects/zz")))
		}, "is a symbolic link"},
		"a branch in the way": {func(r *repo, d *Driver) { r.git("branch", "prunella") }, "a branch stands where"},
		"a file that is a link": {func(r *repo, d *Driver) {
			must(r.t, os.Remove(filepath.Join(r.top, "a/x.go")))
			must(r.t, os.Symlink("other.go", filepath.Join(r.top, "a/x.go")))
			r.git("commit", "-q", "-a", "-m", "link")
		}, "is a link"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRepo(t)
			d := r.driver()
			test.prepare(r, d)
			_, err := d.Drive(t.Context(), drivertest.Order(t, mend("two", "TWO")))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			var refusal *driver.Refusal
			if !errors.As(err, &refusal) {
				t.Errorf("%T is no refusal", err)
			}
		})
	}
}

// onBranch adds a commit of the user's to the branch.
func (r *repo) onBranch(message string) {
	r.git("update-ref", "refs/heads/"+branch, r.git("commit-tree", branch+"^{tree}", "-p", branch, "-m", message))
}

func TestSubmoduleAndLinkedWorktree(t *testing.T) {
	r, outer := newRepo(t), newRepo(t)
	outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", r.top, "sub")
	outer.git("commit", "-q", "-m", "submodule")
	outer.git("worktree", "add", "-q", "--detach", filepath.Join(outer.top, "linked"))
	for _, dir := range []string{"sub/a", "linked/a"} {
		d := outer.driver()
		d.Dir = filepath.Join(outer.top, dir)
		if got := drive(t, d, mend("two", "TWO")); got.Outcome != record.Done {
			t.Errorf("%s: %+v", dir, got)
		}
	}
	if got := outer.git("-C", "sub", "show", branch+":a/x.go"); !strings.Contains(got, "TWO") {
		t.Errorf("the submodule's branch holds:\n%s", got)
	}
}

// A repository's own configuration must not make git run anything.
func TestHostileRepository(t *testing.T) {
	r := newRepo(t)
	ran := filepath.Join(t.TempDir(), "ran")
	script := filepath.Join(r.top, ".git", "evil.sh")
	must(t, os.WriteFile(script, []byte("#!/bin/sh\necho \"$0 $@\" >> "+ran+"\ncat\n"), 0o755))
	hooks := filepath.Join(r.top, ".git", "hooks")
	must(t, os.MkdirAll(hooks, 0o755))
	for _, h := range []string{"pre-commit", "commit-msg", "post-commit", "post-index-change", "reference-transaction", "prepare-commit-msg", "post-checkout", "pre-auto-gc", "fsmonitor-watchman"} {
		must(t, os.WriteFile(filepath.Join(hooks, h), []byte("#!/bin/sh\n"+script+" hook "+h+"\n"), 0o755))
	}
	r.write(".gitattributes", "* filter=evil diff=evil merge=evil text=auto eol=crlf\n")
	r.git("add", ".")
	r.git("commit", "-q", "--no-verify", "-m", "attributes")
	must(t, os.WriteFile(ran, nil, 0o644))
	for key, value := range map[string]string{
		"core.hooksPath": hooks, "core.fsmonitor": script, "core.pager": script, "core.editor": script, "core.sshCommand": script, "core.gitProxy": script,
		"core.askPass": script, "core.alternateRefsCommand": script, "filter.evil.clean": script, "filter.evil.smudge": script, "filter.evil.process": script,
		"filter.evil.required": "true", "diff.external": script, "diff.evil.textconv": script, "diff.evil.command": script, "merge.evil.driver": script,
		"merge.default": "evil", "gpg.program": script, "commit.gpgSign": "true", "gc.auto": "1", "gc.recentObjectsHook": script, "credential.helper": script,
		"alias.hash-object": "!" + script, "alias.commit-tree": "!" + script, "uploadpack.packObjectsHook": script, "protocol.ext.allow": "always",
		"extensions.partialClone": "evil", "remote.evil.promisor": "true", "remote.evil.url": "ext::" + script, "core.autocrlf": "true", "core.eol": "crlf",
		"log.showSignature": "true", "trace2.eventTarget": ran, "pager.rev-list": script, "interactive.diffFilter": script,
	} {
		r.git("config", key, value)
	}
	must(t, os.WriteFile(ran, nil, 0o644))
	d := r.driver()
	first := drive(t, d, mend("two", "TWO"))
	second := drive(t, d, mend("nine", "NINE"))
	drive(t, d, mend("nine", "NINE"))
	// An object that is missing must not be fetched.
	if out, err := (command{dir: r.top}).run(t.Context(), "cat-file", "blob", strings.Repeat("1", 40)); err == nil {
		t.Errorf("a missing object has content %q", out)
	}
	must(t, d.Undo(t.Context(), second))
	must(t, d.Undo(t.Context(), first))
	if log, _ := os.ReadFile(ran); len(log) > 0 {
		t.Errorf("the repository ran:\n%s", log)
	}
}

// Signatures of commits are checked by programs that the configuration names; those
// who read a history need none of it.
func TestHostileSignatures(t *testing.T) {
	for _, form := range []struct{ head, program string }{
		{"-----BEGIN SSH SIGNATURE-----", "gpg.ssh.program"},
		{"-----BEGIN PGP SIGNATURE-----", "gpg.openpgp.program"},
		{"-----BEGIN SIGNED MESSAGE-----", "gpg.x509.program"},
	} {
		t.Run(form.program, func(t *testing.T) {
			r := newRepo(t)
			r.write("a/x.go", "changed\n")
			r.git("commit", "-qam", "second")
			r.signHead(form.head)
			ran := filepath.Join(t.TempDir(), "ran")
			script := filepath.Join(r.top, ".git", "evil.sh")
			must(t, os.WriteFile(script, []byte("#!/bin/sh\necho \"$0 $@\" >> "+ran+"\n"), 0o755))
			r.git("config", "log.showSignature", "true")
			r.git("config", "gpg.ssh.allowedSignersFile", script)
			r.git("config", form.program, script)
			changes, err := History(t.Context(), r.top, 10)
			if err != nil || len(changes) != 1 {
				t.Errorf("the history has %v, %v", changes, err)
			}
			if log, _ := os.ReadFile(ran); len(log) > 0 {
				t.Errorf("the repository ran:\n%s", log)
			}
		})
	}
}

// signHead puts a signature on the last commit that nobody made.
func (r *repo) signHead(head string) {
	end := strings.Replace(head, "BEGIN", "END", 1)
	top, message, _ := strings.Cut(r.git("cat-file", "commit", "HEAD"), "\n\n")
	file := filepath.Join(r.top, ".git", "signed")
	must(r.t, os.WriteFile(file, []byte(top+"\ngpgsig "+head+"\n \n AAAA\n "+end+"\n\n"+message), 0o600))
	r.git("update-ref", "HEAD", strings.TrimSpace(r.git("hash-object", "-t", "commit", "-w", file)))
}

func TestBranchInUseIsNotUndone(t *testing.T) {
	r := newRepo(t)
	d := r.driver()
	receipt := drive(t, d, mend("two", "TWO"))
	r.git("checkout", "-q", branch)
	if err := d.Undo(t.Context(), receipt); err == nil || !strings.Contains(err.Error(), "checked out") {
		t.Errorf("got %v", err)
	}
	for _, bad := range []string{`{}`, `{"ref":"HEAD","old":"","new":""}`, `nonsense`} {
		receipt.Undo = []byte(bad)
		if err := d.Undo(context.Background(), receipt); err == nil {
			t.Errorf("undid %s", bad)
		}
	}
}
