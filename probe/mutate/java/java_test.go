package java

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prunella/prunella/probe/mutate/mutatetest"
)

const example = `package sample;

import java.util.HashMap;
import java.util.Map;

/** A comment that may go. */
public class Sample {
    private int seen = 0;

    static class Request {
        private final Map<String, String> values = new HashMap<>();

        String getParameter(String name) {
            return values.get(name);
        }
    }

    void handle(Request request, StringBuilder out) {
        String name = request.getParameter("name"); // read
        String kind = request.getParameter("kind");
        int count = 0;
        String label = "unknown label";
        seen++;
        if ("list".equals(kind)) {
            label = "list of names";
            count = name.length();
        }
        String text;
        text = greet(name, count);
        out.append("MARK " + label + ": " + text + "\n");
    }

    static String greet(String name, int n) {
        int limit = 3;
        String first = "hello, ";
        for (int i = 0; i < limit; i++) {
            n += i;
        }
        Map<String, Integer> sizes = new HashMap<>();
        sizes.put("many", n);
        String key = "many";
        return first + name + " (" + sizes.get(key) + ")";
    }

    public static String run() {
        StringBuilder out = new StringBuilder();
        Sample s = new Sample();
        for (String v : new String[] {"a,b'\"\\\u00e9", "", "x"}) {
            Request r = new Request();
            r.values.put("name", v);
            r.values.put("kind", v.isEmpty() ? "" : "list");
            s.handle(r, out);
        }
        s.handle(new Request(), out);
        return out.toString();
    }
}
`

func TestExample(t *testing.T) {
	run := run
	if _, err := exec.LookPath("javac"); err != nil || testing.Short() {
		run = nil
	}
	mutatetest.Example(t, Language{}, "Sample.java", example, run)
}

// run compiles all programs, each in a package of its own, and runs them in one
// machine.
func run(t *testing.T, programs []map[string][]byte) []string {
	dir := t.TempDir()
	var calls strings.Builder
	args := []string{"-nowarn", "-proc:none", "-d", dir}
	write := func(name, text string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	for i, files := range programs {
		for name, text := range files {
			write(fmt.Sprintf("p%d/%s", i, name), strings.Replace(string(text), "package sample;", fmt.Sprintf("package p%d;", i), 1))
		}
		fmt.Fprintf(&calls, "    show(p%d.Sample.run());\n", i)
	}
	write("Main.java", "public class Main {\n  static void show(String s) { System.out.println(s.replace(\"\\n\", \"|\")); }\n  public static void main(String[] a) {\n"+calls.String()+"  }\n}\n")
	if out, err := exec.Command("javac", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%.4000s", err, out)
	}
	out, err := exec.Command("java", "-cp", dir, "Main").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func FuzzView(f *testing.F) {
	f.Add(example)
	f.Fuzz(func(t *testing.T, text string) {
		v, ok := Language{}.View([]byte(text))
		if !ok {
			return
		}
		for _, x := range v.Values {
			if x.From < 0 || x.To > len(text) || x.From >= x.To {
				t.Errorf("a value at %v of %d bytes", x.Span, len(text))
			}
		}
	})
}
