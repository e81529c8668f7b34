package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// armour turns off everything that a repository's own configuration could make
// git run or reach. It stands before every command and outranks .git/config.
var armour = []string{
	"--no-pager", "--no-replace-objects", "--literal-pathspecs",
	"-c", "core.hooksPath=/dev/null",
	"-c", "core.fsmonitor=false",
	"-c", "core.untrackedCache=false",
	"-c", "core.splitIndex=false",
	"-c", "core.attributesFile=/dev/null",
	"-c", "core.alternateRefsCommand=/bin/false",
	"-c", "core.sshCommand=/bin/false",
	"-c", "core.gitProxy=/bin/false",
	"-c", "core.askPass=/bin/false",
	"-c", "core.editor=/bin/false",
	"-c", "credential.helper=",
	"-c", "commit.gpgSign=false",
	"-c", "log.showSignature=false", // to check one is to run what the configuration names
	"-c", "gpg.program=/bin/false",
	"-c", "gpg.openpgp.program=/bin/false",
	"-c", "gpg.x509.program=/bin/false",
	"-c", "gpg.ssh.program=/bin/false",
	"-c", "gpg.ssh.defaultKeyCommand=/bin/false",
	"-c", "index.sparse=false",
	"-c", "i18n.commitEncoding=UTF-8",
	"-c", "gc.auto=0",
	"-c", "maintenance.auto=false",
	"-c", "protocol.allow=never",
	"-c", "safe.directory=*", // whose repository it is matters not: none is trusted
}

// environment is all that git sees of ours.
func environment(more ...string) []string {
	return append([]string{
		"PATH=/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin",
		"HOME=/nonexistent", "XDG_CONFIG_HOME=/nonexistent", "LC_ALL=C", "TZ=UTC",
		"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_ATTR_NOSYSTEM=1",
		"GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=/bin/false", "GIT_OPTIONAL_LOCKS=0",
		"GIT_ALLOW_PROTOCOL=none", "GIT_NO_LAZY_FETCH=1", // also for a partial clone that misses objects
	}, more...)
}

// A command is one call of git.
type command struct {
	dir   string
	env   []string
	stdin []byte
}

func (c command) run(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append(append([]string{}, armour...), args...)...)
	cmd.Dir, cmd.Env, cmd.Stdin = c.dir, environment(c.env...), bytes.NewReader(c.stdin)
	// An interrupted git takes its lock files with it; a killed one leaves them.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, &failure{args[0], strings.ToValidUTF8(strings.TrimSpace(errs.String()), "\uFFFD"), err}
	}
	return out.Bytes(), nil
}

// line runs git and returns its one line of output.
func (c command) line(ctx context.Context, args ...string) (string, error) {
	out, err := c.run(ctx, args...)
	return strings.TrimSuffix(string(out), "\n"), err
}

// A failure is git ending with an error.
type failure struct {
	command string
	said    string
	err     error
}

func (f *failure) Error() string {
	if f.said == "" {
		return fmt.Sprintf("git %s: %v", f.command, f.err)
	}
	return fmt.Sprintf("git %s: %.500s", f.command, f.said)
}

func (f *failure) Unwrap() error { return f.err }

// status is the exit status behind an error, -1 when git did not run.
func status(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return -1
}
