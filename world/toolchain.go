package world

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A Toolchain is what the commands of a language need of the host. Add its
// mounts and environment to a Command.
type Toolchain struct {
	Name    string // "go", "python"
	Version string // as the toolchain says it
	Program string // absolute path, inside as on the host
	Mounts  []Mount
	Env     []string
}

// ErrNoToolchain means that a language's toolchain is not installed.
var ErrNoToolchain = errors.New("toolchain not found")

// Apply adds the toolchain to a command. Settings of the command's own win.
func (t Toolchain) Apply(c Command) Command {
	c.Mounts = append(slices.Clone(t.Mounts), c.Mounts...)
	c.Env = append(slices.Clone(t.Env), c.Env...)
	return c
}

// Keep returns the toolchain with caches that remember what commands write. Use
// it for commands that run no project code (go build, go vet, go test -c), since
// project code could leave false results behind for a later check to find.
func (t Toolchain) Keep() Toolchain {
	t.Mounts = slices.Clone(t.Mounts)
	for i := range t.Mounts {
		if t.Mounts[i].Access == Scratch {
			t.Mounts[i].Access = ReadWrite
		}
	}
	return t
}

// goCache is where a command finds its build cache.
const goCache = "/cache/go-build"

// GoToolchain finds Go: GOROOT and the module cache read-only, modules from that
// cache only, and a build cache of our own in the folder cache of the host. The
// host's build cache is never written; with cache "" it is shown as scratch (and
// then Keep must not be used).
func GoToolchain(ctx context.Context, cache string) (Toolchain, error) {
	program, err := exec.LookPath("go")
	if err != nil {
		return Toolchain{}, fmt.Errorf("go: %w", ErrNoToolchain)
	}
	out, err := ask(ctx, program, "env", "-json", "GOROOT", "GOMODCACHE", "GOCACHE", "GOVERSION")
	if err != nil {
		return Toolchain{}, fmt.Errorf("go: %w: %w", ErrNoToolchain, err)
	}
	var env struct{ GOROOT, GOMODCACHE, GOCACHE, GOVERSION string }
	if err := json.Unmarshal(out, &env); err != nil {
		return Toolchain{}, fmt.Errorf("go env: %w", err)
	}
	if cache == "" {
		cache = env.GOCACHE
	}
	if cache, err = filepath.Abs(cache); err != nil {
		return Toolchain{}, err
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return Toolchain{}, err
	}
	t := Toolchain{Name: "go", Version: env.GOVERSION, Program: filepath.Join(env.GOROOT, "bin", "go"),
		Mounts: []Mount{{Host: env.GOROOT, Inside: env.GOROOT}, {Host: cache, Inside: goCache, Access: Scratch}},
		Env: []string{"PATH=" + filepath.Join(env.GOROOT, "bin") + ":/usr/local/bin:/usr/bin:/bin", "GOROOT=" + env.GOROOT, "GOCACHE=" + goCache,
			"GOMODCACHE=" + env.GOMODCACHE, "GOPATH=/home/sandbox/go", "GOENV=off", "GOFLAGS=-mod=mod -buildvcs=false", "GOPROXY=off", "GOSUMDB=off",
			"GOTOOLCHAIN=local", "GOTELEMETRY=off"}}
	if info, err := os.Stat(env.GOMODCACHE); err == nil && info.IsDir() {
		t.Mounts = append(t.Mounts, Mount{Host: env.GOMODCACHE, Inside: env.GOMODCACHE})
	}
	return t, nil
}

// pythonTells prints what PythonToolchain wants to know.
const pythonTells = `import json, platform, sys
print(json.dumps({"executable": sys.executable, "prefixes": [sys.base_prefix, sys.prefix], "path": sys.path, "version": platform.python_version()}))`

// PythonToolchain finds Python: its installation, the virtual environment it is
// in and the folders of its packages, all read-only.
func PythonToolchain(ctx context.Context) (Toolchain, error) {
	program, err := exec.LookPath("python3")
	if err != nil {
		return Toolchain{}, fmt.Errorf("python: %w", ErrNoToolchain)
	}
	out, err := ask(ctx, program, "-c", pythonTells)
	if err != nil {
		return Toolchain{}, fmt.Errorf("python: %w: %w", ErrNoToolchain, err)
	}
	var told struct {
		Executable, Version string
		Prefixes, Path      []string
	}
	if err := json.Unmarshal(out, &told); err != nil || told.Executable == "" {
		return Toolchain{}, fmt.Errorf("python: %w: it does not say where it is", ErrNoToolchain)
	}
	t := Toolchain{Name: "python", Version: told.Version, Program: told.Executable}
	var extra []string // folders of packages that Python would not find by itself inside
	for _, dir := range slices.Concat(told.Prefixes, told.Path) {
		info, err := os.Stat(dir)
		if err != nil || !info.IsDir() || !filepath.IsAbs(dir) || below("/usr", dir) || t.shows(dir) {
			continue
		}
		if !slices.Contains(told.Prefixes, dir) {
			extra = append(extra, dir)
		}
		t.Mounts = append(t.Mounts, Mount{Host: dir, Inside: dir})
	}
	t.Env = []string{"PATH=" + filepath.Dir(told.Executable) + ":/usr/local/bin:/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE=1", "PYTHONHASHSEED=0"}
	if len(extra) > 0 {
		t.Env = append(t.Env, "PYTHONPATH="+strings.Join(extra, ":"))
	}
	return t, nil
}

// shows reports whether a folder is below a mount of the toolchain already.
func (t Toolchain) shows(dir string) bool {
	return below(dir, "/usr") || slices.ContainsFunc(t.Mounts, func(m Mount) bool { return below(dir, m.Inside) })
}

// ask runs a program of the host's own, far from any project.
func ask(ctx context.Context, program string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = "/"
	cmd.Env = []string{"GOTOOLCHAIN=local"}
	for _, name := range []string{"PATH", "HOME", "GOROOT", "GOPATH", "GOCACHE", "GOMODCACHE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "VIRTUAL_ENV", "PYENV_VERSION", "PYENV_ROOT"} {
		if v, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+v)
		}
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w: %.200s", filepath.Base(program), err, errs.String())
	}
	return out.Bytes(), nil
}
