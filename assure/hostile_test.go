package assure_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/assure/tests"
	"github.com/prunella/prunella/world"
)

// short is a runner with little patience.
type short struct{ world.Runner }

func (s short) Workspace(ctx context.Context, tree world.Tree, changes map[string][]byte) (world.Workspace, error) {
	w, err := s.Runner.Workspace(ctx, tree, changes)
	return hurried{w}, err
}

type hurried struct{ world.Workspace }

func (h hurried) Run(ctx context.Context, c world.Command) (world.Result, error) {
	c.Limits = world.Limits{Wall: 4 * time.Second, CPU: 4 * time.Second, Disk: 64 << 20, FileSize: 64 << 20, Processes: 64}
	return h.Workspace.Run(ctx, c)
}

// TestHostileToolchains: what a project's own build runs is not trusted. Whatever it
// does, the host keeps what it had, and the rung ends and says what happened.
func TestHostileToolchains(t *testing.T) {
	runner, err := world.NewRunner("")
	if err != nil {
		t.Skip("no sandbox: ", err)
	}
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret")
	if err := os.WriteFile(secret, []byte("hunter2"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("API_KEY", "hunter2")
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer door.Close()
	knocked := make(chan struct{}, 8)
	go func() {
		for c, err := door.Accept(); err == nil; c, err = door.Accept() {
			knocked <- struct{}{}
			c.Close()
		}
	}()
	for _, c := range []struct{ name, script, says string }{
		{"it hangs", "trap '' TERM; sleep 600", "limit wall hit"},
		{"it forks", "f() { f | f & }; f; sleep 600", "limit"},
		{"it fills the disk", "cat /dev/zero >big; cat /dev/zero >/tmp/big; sleep 600", "limit"},
		{"it writes outside", "echo x >" + outside + "/new || echo x >/usr/new || echo x >/etc/new || exit 3", "new"},
		{"it prints secrets", "env; cat " + secret + "; cat /etc/shadow /root/.ssh/id_rsa; exit 3", ""},
		{"it needs the network", "node -e \"require('net').connect(" + fmt.Sprint(door.Addr().(*net.TCPAddr).Port) + ",'127.0.0.1').on('connect',()=>process.exit(0)).on('error',e=>{console.error(e.code);process.exit(3)})\"", "ECONNREFUSED"},
	} {
		for tool, tree := range map[string]world.MemTree{
			"make": {"Makefile": []byte("test: p.c\n\t@sh it.sh\n")},
			"npm":  {"package.json": []byte(`{"name":"p","scripts":{"test":"sh it.sh"}}`)},
		} {
			t.Run(c.name+", "+tool, func(t *testing.T) {
				file := map[string]string{"make": "p.c", "npm": "p.js"}[tool]
				s := series(file, "a;\n", "b;\n")
				s.Base = world.Overlay(tree, map[string][]byte{file: []byte("a;\n"), "it.sh": []byte("if grep -q a " + file + "; then exit 0; fi\n" + c.script + "\n")})
				s.Patches[0].Before, s.Patches[0].After = s.Base, world.Overlay(s.Base, map[string][]byte{file: []byte("b;\n")})
				res := tests.Rung{}.Check(t.Context(), &assure.Subject{Series: s, Patch: s.Patches[0], Runner: short{runner}, Shared: &assure.Shared{}})
				if strings.Contains(res.Why, world.ErrNoToolchain.Error()) {
					t.Skip(res.Why)
				}
				if res.Status != assure.Failed || !strings.Contains(res.Why, c.says) || strings.Contains(res.Why, "hunter2") {
					t.Errorf("%s (%s), want a refusal that says %q", res.Status, res.Why, c.says)
				}
			})
		}
	}
	if len(knocked) > 0 {
		t.Error("the network of the host was reached")
	}
	if names, err := os.ReadDir(outside); err != nil || len(names) != 1 {
		t.Errorf("the folder outside holds %v (%v)", names, err)
	}
}
