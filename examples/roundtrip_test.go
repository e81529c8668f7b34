package examples

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// secrets configure the programs for the tests, as an operator would.
var secrets = []string{
	"SHOP_ADMIN_PASSWORD=admin-password-for-tests",
	"SHOP_SUPPLIER_TOKEN=supplier-token-for-tests",
	"SHOP_HOOK_SECRET=hook-secret-for-tests",
	"CLINIC_ADMIN_PASSWORD=admin-password-for-tests",
	"CLINIC_LAB_TOKEN=lab-token-for-tests",
	"CLINIC_HOOK_SECRET=hook-secret-for-tests",
	"PYTHONDONTWRITEBYTECODE=1",
}

// example is how one of the programs is started and tested.
type example struct {
	name  string
	start func(t *testing.T, dir string) *target
	tests func(t *testing.T, dir string)
}

var shop = example{
	name:  "shop",
	start: startShop,
	tests: func(t *testing.T, dir string) { must(t, dir, "go", "test", "./...") },
}

var clinic = example{
	name:  "clinic",
	start: startClinic,
	tests: func(t *testing.T, dir string) {
		must(t, dir, findPython(t), "-m", "unittest", "discover", "-s", "tests", "-t", ".")
	},
}

func TestShop(t *testing.T)   { shop.roundTrip(t, copyTree(t, "shop"), true) }
func TestClinic(t *testing.T) { clinic.roundTrip(t, copyTree(t, "clinic"), true) }

// roundTrip starts the program that lies in dir, sends its witnesses, and runs
// its own tests.
func (e example) roundTrip(t *testing.T, dir string, wantSuccess bool) {
	t.Helper()
	p := e.start(t, dir)
	checkWitnesses(t, p, readTruth(t, e.name), wantSuccess)
	t.Run("own tests", func(t *testing.T) { e.tests(t, dir) })
}

func startShop(t *testing.T, dir string) *target {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "shop")
	must(t, dir, "go", "build", "-o", bin, ".")
	return start(t, dir, func(port, state string, c *canary) []string {
		return []string{bin, "-addr", "127.0.0.1:" + port, "-db", filepath.Join(state, "shop.db"),
			"-data", filepath.Join(state, "data"), "-supplier", c.tls.URL}
	})
}

func startClinic(t *testing.T, dir string) *target {
	t.Helper()
	python := findPython(t)
	return start(t, dir, func(port, state string, c *canary) []string {
		return []string{python, "-m", "clinic", "--port", port, "--db", filepath.Join(state, "clinic.db"),
			"--data", filepath.Join(state, "data"), "--lab", c.tls.URL}
	})
}

// findPython skips the test when Python or what the clinic needs is missing.
func findPython(t *testing.T) string {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("skipped: python3 is not installed")
	}
	if out, err := exec.Command(python, "-c", "import flask, requests, yaml").CombinedOutput(); err != nil {
		t.Skipf("skipped: pip install -r examples/clinic/requirements.txt first: %s", lastLine(out))
	}
	return python
}

// checkWitnesses sends every witness to a running program. The flaws must show
// when wantSuccess is true, and must not when the program has been mended; what
// only looks like a flaw must never show anything.
func checkWitnesses(t *testing.T, p *target, tr truth, wantSuccess bool) {
	t.Helper()
	for _, it := range tr.Items {
		if it.Witness == nil {
			continue
		}
		t.Run(it.ID, func(t *testing.T) {
			want := wantSuccess && it.Kind == "flaw"
			ok, missing, last := p.attack(t, tr, it.Witness)
			for try := 0; ok && !want && it.Witness.Proof.SlowerMS > 0 && try < 2; try++ {
				// A busy machine is slow once, an exponential pattern always.
				ok, missing, last = p.attack(t, tr, it.Witness)
			}
			t.Logf("answered %d after %v", last.status, last.took)
			if ok && !want {
				t.Errorf("%s: the attack succeeds\n%s", it.CWE, last.show())
			}
			if !ok && want {
				t.Errorf("%s: the attack does not show: no %s\n%s", it.CWE, missing, last.show())
			}
		})
	}
	if res, err := client.Get(p.url + "/"); err != nil {
		t.Errorf("%s does not answer any more: %v", tr.Program, err)
	} else {
		res.Body.Close()
	}
}

// attack sends the steps of a witness and says whether its proof is seen.
func (p *target) attack(t *testing.T, tr truth, w *witness) (ok bool, missing string, last answer) {
	t.Helper()
	for _, s := range w.Steps {
		last = p.send(t, tr, s)
	}
	ok, missing = p.holds(t, w.Proof, last)
	return ok, missing, last
}

func (a answer) show() string {
	body := a.body
	if len(body) > 600 {
		body = body[:600] + "..."
	}
	return fmt.Sprintf("status %d after %v\n%v\n%s", a.status, a.took, a.header, body)
}

// target is a running program.
type target struct {
	url     string
	data    string
	canary  *canary
	cookies map[string]string
}

func (p *target) fill(text string) string {
	return strings.NewReplacer(
		"{{canary_host}}", strings.TrimPrefix(p.canary.plain.URL, "http://"),
		"{{canary}}", p.canary.plain.URL,
		"{{data}}", p.data,
	).Replace(text)
}

// start runs a program on a free loopback port and waits until it answers.
func start(t *testing.T, dir string, command func(port, state string, c *canary) []string) *target {
	t.Helper()
	state, c, port := t.TempDir(), newCanary(t), freePort(t)
	args := command(port, state, c)
	var out bytes.Buffer
	ctx, cancel := context.WithCancel(context.Background())
	// The usual umask, so that file modes are the same wherever the test runs.
	cmd := exec.CommandContext(ctx, "sh", append([]string{"-c", `umask 022; exec "$@"`, "sh"}, args...)...)
	cmd.Dir, cmd.Stdout, cmd.Stderr, cmd.WaitDelay = dir, &out, &out, 5*time.Second
	cmd.Env = append(os.Environ(), secrets...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop := sync.OnceFunc(func() { cancel(); cmd.Wait() })
	t.Cleanup(func() {
		stop()
		if t.Failed() {
			t.Logf("the program said:\n%s", tail(out.String()))
		}
	})
	p := &target{url: "http://127.0.0.1:" + port, data: filepath.Join(state, "data"), canary: c, cookies: map[string]string{}}
	for range 200 {
		if res, err := client.Get(p.url + "/"); err == nil {
			res.Body.Close()
			return p
		}
		time.Sleep(100 * time.Millisecond)
	}
	stop()
	t.Fatalf("%s did not start:\n%s", args[0], tail(out.String()))
	return nil
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// canary is a second listener, plain and with a certificate nobody vouches for,
// that notes what it is asked.
type canary struct {
	plain, tls *httptest.Server
	mu         sync.Mutex
	paths      map[string]bool
}

func newCanary(t *testing.T) *canary {
	t.Helper()
	c := &canary{paths: map[string]bool{}}
	c.plain = httptest.NewServer(c)
	c.tls = httptest.NewUnstartedServer(c)
	c.tls.Config.ErrorLog = log.New(io.Discard, "", 0)
	c.tls.StartTLS()
	t.Cleanup(func() { c.plain.Close(); c.tls.Close() })
	return c
}

func (c *canary) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.paths[r.URL.Path] = true
	c.mu.Unlock()
	if r.TLS != nil {
		io.WriteString(w, "tls-canary-answer")
		return
	}
	io.WriteString(w, "canary-answer")
}

func (c *canary) asked(path string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.paths[path]
}

func copyTree(t *testing.T, program string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), program)
	if err := os.CopyFS(dir, os.DirFS(program)); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, ".prunella")); err != nil { // of somebody's run
		t.Fatal(err)
	}
	return dir
}

func must(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, tail(string(out)))
	}
}

func tail(text string) string {
	if len(text) > 4000 {
		text = "..." + text[len(text)-4000:]
	}
	return text
}

func lastLine(out []byte) string {
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[len(lines)-1]
}
