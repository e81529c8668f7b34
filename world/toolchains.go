package world

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// An installed describes how a toolchain is found that is one program of the host's
// and the folders around it.
type installed struct {
	program string
	version []string // arguments that make it say its version
	parts   []string // other files and folders that it reads; none of them holds secrets
	caches  []string // below the user's home: shown as scratch, at the same place below the sandbox's
	env     []string
}

// javaEnv keeps the Java machine small and deaf to the host's options.
var javaEnv = []string{"JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx1g -Duser.home=" + sandboxHome}

const sandboxHome = "/home/sandbox"

// toolchains lists those that need no questions of their own, by name.
var toolchains = map[string]installed{
	"node": {program: "node", version: []string{"--version"},
		env: []string{"npm_config_offline=true", "npm_config_cache=/tmp/npm", "npm_config_update_notifier=false", "npm_config_fund=false",
			"npm_config_audit=false", "NO_COLOR=1", "CI=true"}},
	"tsc":  {program: "tsc", version: []string{"--version"}},
	"java": {program: "javac", version: []string{"--version"}, parts: []string{"/etc/java-*"}, env: javaEnv},
	"maven": {program: "mvn", version: []string{"--version"}, parts: []string{"/usr/lib/jvm", "/etc/java-*", "/etc/maven/m2.conf", "/etc/maven/logging"},
		caches: []string{".m2/repository"}, env: javaEnv},
	"gradle": {program: "gradle", version: []string{"--version"}, parts: []string{"/usr/lib/jvm", "/etc/java-*"},
		caches: []string{".gradle/caches", ".gradle/native"}, env: append(javaEnv[:1:1], "GRADLE_USER_HOME="+sandboxHome+"/.gradle")},
	"c":     {program: "cc", version: []string{"--version"}},
	"make":  {program: "make", version: []string{"--version"}},
	"cmake": {program: "cmake", version: []string{"--version"}},
}

// FindToolchain finds a toolchain by name: "go", "python", "node", "tsc", "java",
// "maven", "gradle", "c", "make" or "cmake". The folder cache is for GoToolchain.
// All of them are shown read-only, without the settings of the host's user, since
// those may hold passwords; caches of packages may be written to, and forget it.
func FindToolchain(ctx context.Context, name, cache string) (Toolchain, error) {
	switch name {
	case "go":
		return GoToolchain(ctx, cache)
	case "python":
		return PythonToolchain(ctx)
	}
	in, ok := toolchains[name]
	if !ok {
		return Toolchain{}, fmt.Errorf("%s: %w: nobody knows it", name, ErrNoToolchain)
	}
	return in.find(ctx, name)
}

func (in installed) find(ctx context.Context, name string) (Toolchain, error) {
	program, err := exec.LookPath(in.program)
	if err != nil {
		return Toolchain{}, fmt.Errorf("%s: %w", in.program, ErrNoToolchain)
	}
	if real, err := filepath.EvalSymlinks(program); err == nil && filepath.Base(real) == in.program {
		program = real
	}
	out, err := ask(ctx, program, in.version...)
	if err != nil {
		return Toolchain{}, fmt.Errorf("%s: %w: %w", in.program, ErrNoToolchain, err)
	}
	said, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	t := Toolchain{Name: name, Version: said, Program: program}
	t.show(whole(filepath.Dir(filepath.Dir(program)), program))
	for _, part := range in.parts {
		found, err := filepath.Glob(part)
		if err != nil {
			return Toolchain{}, fmt.Errorf("%s: %w", name, err)
		}
		for _, p := range found {
			t.show(p)
		}
	}
	t.lendCaches(in.caches)
	t.Env = append(slices.Clone(in.env), "PATH="+filepath.Dir(program)+":/usr/local/bin:/usr/bin:/bin")
	return t, nil
}

// show mounts a part of the host at its own place.
func (t *Toolchain) show(part string) {
	if _, err := os.Stat(part); err == nil && !t.shows(part) {
		t.Mounts = append(t.Mounts, Mount{Host: part, Inside: part})
	}
}

// whole is the folder of an installation, or that of its program where the former
// holds what is not the toolchain's: the root, a user's home and what is above it.
func whole(home, program string) string {
	if user, err := os.UserHomeDir(); err == nil && below(user, home) || strings.Count(home, "/") < 2 {
		return filepath.Dir(program)
	}
	return home
}

// lendCaches shows folders of the user's home in which a toolchain keeps packages.
func (t *Toolchain) lendCaches(caches []string) {
	home, err := os.UserHomeDir()
	if err != nil {
		return
	}
	for _, c := range caches {
		if info, err := os.Stat(filepath.Join(home, c)); err == nil && info.IsDir() {
			t.Mounts = append(t.Mounts, Mount{Host: filepath.Join(home, c), Inside: sandboxHome + "/" + c, Access: Scratch})
		}
	}
}
