package golang

import (
	"go/build/constraint"
	"path"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// target is the platform that the analysed program is supposed to run on.
var targetTags = map[string]bool{"linux": true, "amd64": true, "unix": true, "gc": true, "cgo": true}

// excluded tells why a file is no part of the program on the target platform, ""
// when it is. Tags that are no platform may be set or not: a file is excluded
// only when no setting of them includes it.
func excluded(u *ir.Unit) string {
	if tag := suffixTag(path.Base(u.Path)); tag != "" {
		return "skipped: for " + tag + " only"
	}
	expr := buildConstraint(u.Text)
	if expr == nil || possible(expr, true) {
		return ""
	}
	return "skipped: built only when " + expr.String()
}

// suffixTag is the operating system or processor in a file's name that is not
// the target's: "x_windows.go".
func suffixTag(base string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(base, ".go"), "_test")
	parts := strings.Split(name, "_")
	for i := max(1, len(parts)-2); i < len(parts); i++ {
		if platforms[parts[i]] && !targetTags[parts[i]] {
			return parts[i]
		}
	}
	return ""
}

// possible reports whether expr can have the value want.
func possible(expr constraint.Expr, want bool) bool {
	switch x := expr.(type) {
	case *constraint.NotExpr:
		return possible(x.X, !want)
	case *constraint.AndExpr:
		if want {
			return possible(x.X, true) && possible(x.Y, true)
		}
		return possible(x.X, false) || possible(x.Y, false)
	case *constraint.OrExpr:
		if want {
			return possible(x.X, true) || possible(x.Y, true)
		}
		return possible(x.X, false) && possible(x.Y, false)
	case *constraint.TagExpr:
		switch {
		case targetTags[x.Tag], strings.HasPrefix(x.Tag, "go1"):
			return want
		case platforms[x.Tag], x.Tag == "ignore":
			return !want
		}
	}
	return true
}

// buildConstraint is the //go:build line above the package clause.
func buildConstraint(text []byte) constraint.Expr {
	const marker = "//go:build"
	head := string(text[:min(len(text), 16<<10)])
	for line := range strings.Lines(head) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "package ") {
			break
		}
		if strings.HasPrefix(line, marker) {
			if expr, err := constraint.Parse(line); err == nil {
				return expr
			}
		}
	}
	return nil
}

// platforms are the operating systems and processors that file names and build
// lines speak of.
var platforms = setOf(`aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9
	solaris wasip1 windows zos 386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le
	mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
