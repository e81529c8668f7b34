package builds

import "github.com/prunella/prunella/assure"

func golang(s *assure.Subject) (out []assure.Command) {
	for _, dir := range assure.Projects(s.Series.Base, s.TouchedBy(".go"), "go.mod") {
		out = append(out,
			assure.Command{Language: "go", Dir: dir, Argv: []string{"build", "./..."}, Keeps: true},
			assure.Command{Language: "go", Dir: dir, Argv: []string{"vet", "./..."}, Keeps: true})
	}
	return out
}

func python(s *assure.Subject) []assure.Command {
	if len(s.TouchedBy(".py")) == 0 {
		return nil
	}
	return []assure.Command{{Language: "python", Argv: []string{"-m", "compileall", "-q", "."}}}
}

// javac compiles all there is; annotation processors would be the project's code.
const javac = `find . -name '*.java' -type f | sed 's/.*/"&"/' >/tmp/sources && mkdir -p /tmp/classes &&
javac -proc:none -nowarn -d /tmp/classes -cp "$(find . -name '*.jar' -type f | tr '\n' ':')" @/tmp/sources`

func java(s *assure.Subject) (out []assure.Command) {
	files := s.TouchedBy(".java")
	for _, p := range assure.JavaProjects(s.Series.Base, files) {
		out = append(out, p.Compile())
	}
	if len(files) > 0 && len(out) == 0 {
		out = append(out, assure.Command{Language: "java", Program: "sh", Argv: []string{"-c", javac}, Says: "javac"})
	}
	return out
}

// each runs a check on every file that is there.
func each(check string) string {
	return `for f in "$@"; do [ ! -f "$f" ] || ` + check + ` "$f" || exit 1; done`
}

func javascript(s *assure.Subject) (out []assure.Command) {
	if files := s.TouchedBy(".js", ".mjs", ".cjs"); len(files) > 0 {
		out = append(out, assure.Command{Language: "node", Program: "sh", Argv: append([]string{"-c", each("node --check"), "sh"}, files...), Says: "node --check"})
	}
	for _, dir := range assure.Projects(s.Series.Base, s.TouchedBy(".ts", ".tsx"), "tsconfig.json") {
		out = append(out, assure.Command{Language: "tsc", Dir: dir, Argv: []string{"--noEmit", "-p", "."}})
	}
	return out
}

// native builds what Make or CMake govern, and has the compiler read the rest.
func native(s *assure.Subject) (out []assure.Command) {
	files := s.TouchedBy(".c", ".h")
	for _, p := range assure.NativeProjects(s.Series.Base, files) {
		out = append(out, p.Compile())
	}
	if len(files) > 0 && len(out) == 0 {
		out = append(out, assure.Command{Language: "c", Program: "sh", Argv: append([]string{"-c", each("cc -fsyntax-only -w"), "sh"}, files...), Says: "cc -fsyntax-only"})
	}
	return out
}
