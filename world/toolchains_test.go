package world

import (
	"errors"
	"os"
	"testing"
)

// TestFoundToolchains: each is found or says that it is not there, and none shows the
// home of the host's user, where passwords are.
func TestFoundToolchains(t *testing.T) {
	home, err := os.UserHomeDir()
	must(t, err)
	for _, name := range []string{"node", "tsc", "java", "maven", "gradle", "c", "make", "cmake", "cobol"} {
		tools, err := FindToolchain(t.Context(), name, "")
		if errors.Is(err, ErrNoToolchain) && (name == "cobol" || tools.Program == "") {
			continue
		}
		must(t, err)
		if tools.Program == "" || tools.Version == "" {
			t.Errorf("%s: found at %q, version %q", name, tools.Program, tools.Version)
		}
		for _, m := range tools.Mounts {
			if below(home, m.Host) || m.Access == ReadWrite {
				t.Errorf("%s shows %s (%s)", name, m.Host, m.Access)
			}
		}
	}
}

func TestWholeInstallation(t *testing.T) {
	t.Setenv("HOME", "/home/ann")
	for program, want := range map[string]string{
		"/opt/node/bin/node": "/opt/node",
		"/home/ann/bin/node": "/home/ann/bin",
		"/home/bin/node":     "/home/bin",
		"/bin/node":          "/bin",
		"/home/ann/.nvm/versions/node/v20/bin/node": "/home/ann/.nvm/versions/node/v20",
	} {
		if got := whole(program[:len(program)-len("/bin/node")], program); got != want {
			t.Errorf("%s is of %s, want %s", program, got, want)
		}
	}
}
