package c

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/probe/mutate/mutatetest"
)

const body = `
#define LIMIT 3
#define GREETING "hello to all"

/* A comment that may go. */
struct entry {
	int count; /* how often */
	char name[16];
};

static int seen = 0;

static int size_of(const char *name, int n) // its length, and more
{
	int limit = LIMIT;
	int total = n;
	int i;
	for (i = 0; i < limit; i++)
		total += i;
	if (name == NULL)
		goto none;
	total += (int)strlen(name);
none:
	return total;
}

static void show(struct entry *e, const char *label)
{
	char line[64];
	int count = 0;
	const char *kind = "plain entry";
	count = size_of(e->name, 2);
	seen = seen + 1;
	snprintf(line, sizeof line, "MARK %s %s %d %d %s\n", label, kind, count, seen, GREETING);
	fputs(line, stdout);
}

int main(void)
{
	struct entry e;
	const char *home = getenv("PRUNELLA_MUTATE_HOME");
	char *copy = (char *)malloc(8);
	int first = 1;
	int second = 2;
	if (copy == NULL)
		return 1;
	e.count = first + second;
	strcpy(copy, "copy");
	strcpy(e.name, "entry name");
	show(&e, home == NULL ? copy : home);
	free(copy);
	return 0;
}
`

const headers = "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n"

func TestExample(t *testing.T) {
	for _, l := range []Language{{}, {Cpp: true}} {
		t.Run(l.Name(), func(t *testing.T) {
			name, compiler := "main.c", "gcc"
			if l.Cpp {
				name, compiler = "main.cpp", "g++"
			}
			var run mutatetest.Run
			if _, err := exec.LookPath(compiler); err == nil && !testing.Short() {
				run = func(t *testing.T, programs []map[string][]byte) []string { return compile(t, compiler, programs) }
			}
			mutatetest.Example(t, l, name, headers+body, run)
		})
	}
}

// compile builds each program once, and runs it with and without the variable that
// it reads.
func compile(t *testing.T, compiler string, programs []map[string][]byte) []string {
	var out []string
	built := map[string]string{}
	for i, files := range programs {
		key := fmt.Sprint(files)
		if _, ok := built[key]; !ok {
			built[key] = runOne(t, compiler, filepath.Join(t.TempDir(), fmt.Sprint(i)), files)
		}
		out = append(out, built[key])
	}
	return out
}

func runOne(t *testing.T, compiler, dir string, files map[string][]byte) string {
	args := []string{"-w", "-O0", "-o", filepath.Join(dir, "program")}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if said, err := exec.Command(compiler, args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%.3000s\n%s", err, said, files)
		return "does not compile"
	}
	var all bytes.Buffer
	for _, env := range [][]string{{}, {"PRUNELLA_MUTATE_HOME=a,b'\"\\ x"}} {
		c := exec.Command(filepath.Join(dir, "program"))
		c.Env, c.Stdout = env, &all
		if err := c.Run(); err != nil {
			t.Errorf("running: %v\n%s", err, files)
		}
	}
	return all.String()
}

func TestWhatIsLeftAlone(t *testing.T) {
	for _, k := range []struct{ why, text string }{
		{"a name that a macro's body uses", "#define USE(x) (x + held)\nint f(void)\n{\n\tint held = 1;\n\treturn USE(2);\n}\n"},
		{"a name that is a label too", "int f(void)\n{\n\tint held = 1;\n\tgoto held;\nheld:\n\treturn held;\n}\n"},
	} {
		v, ok := Language{}.View([]byte(k.text))
		if !ok {
			t.Errorf("%s: does not parse", k.why)
			continue
		}
		for _, n := range v.Names {
			if n.Text == "held" {
				t.Errorf("%s may be changed", k.why)
			}
		}
	}
}

func FuzzView(f *testing.F) {
	f.Add(headers + body)
	f.Fuzz(func(t *testing.T, text string) {
		for _, l := range []Language{{}, {Cpp: true}} {
			v, ok := l.View([]byte(text))
			if !ok {
				continue
			}
			for _, x := range v.Values {
				if x.From < 0 || x.To > len(text) || x.From >= x.To {
					t.Errorf("a value at %v of %d bytes", x.Span, len(text))
				}
			}
			for _, s := range v.Comments {
				if c := text[s.From:s.To]; !strings.HasPrefix(c, "/") {
					t.Errorf("%q is no comment", c)
				}
			}
		}
	})
}
