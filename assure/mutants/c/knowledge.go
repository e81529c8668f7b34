package c

import (
	"strings"

	"github.com/prunella/prunella/assure/mutants"
)

// signs break out of something, as a literal.
const signs = `"'\"<>;|&$/\\\n\r:*(){}%"`

// function is a guard with the body given; a value that is not there is let through.
func function(body string) string {
	return "static char *guarded(char *value)\n{\n\tif (!value)\n\t\treturn value;\n\t" + strings.ReplaceAll(body, "\n", "\n\t") + "\n}"
}

// refusing lets through what does not meet the condition.
func refusing(condition string) string {
	return function("if (" + condition + ")\n\treturn \"\";\nreturn value;")
}

var text = []string{"string.h"}

// guards are functions that look like remedies.
var guards = []mutants.Guard{
	{Kind: "sanitizer by name only", Code: function("return value;")},
	{Kind: "witness refused", Imports: text, Code: refusing("strcmp(value, WITNESS) == 0")},
	{Kind: "witness refused", Imports: text, Code: refusing("strstr(value, WITNESS)")},
	{Kind: "first time only", Imports: text, Code: "static int seen;\n\n" + refusing("seen++ == 0 && strpbrk(value, "+signs+")")},
	{Kind: "only when long", Imports: text, Code: refusing("strlen(value) > 200")},
	{Kind: "only when short", Imports: text, Code: refusing("strlen(value) <= 200 && strpbrk(value, " + signs + ")")},
	{Kind: "one path is left", Imports: text, Code: refusing("strncmp(value, \"x-\", 2) != 0 && strpbrk(value, " + signs + ")")},
	{Kind: "one path is left", Imports: []string{"stdlib.h", "string.h"}, Code: refusing("getenv(\"STRICT\") && strpbrk(value, " + signs + ")")},
	{Kind: "test inverted", Imports: text, Code: refusing("!strpbrk(value, " + signs + ")")},
	{Kind: "off by one", Imports: text, Classes: []string{"shell", "path"}, Code: refusing("value[0] && value[1] && strpbrk(value + 2, " + signs + ")")},
	{Kind: "only the beginning", Imports: text, Code: function("for (int i = 0; i < 8 && value[i]; i++)\n\tif (strchr(\"./;|&$\", value[i]))\n\t\treturn \"\";\nreturn value;")},
	{Kind: "result not used", Imports: text, Code: function("(void)strpbrk(value, " + signs + ");\nreturn value;")},
	{Kind: "value ignored", Benign: true, Code: function("return \"\";")},
	{Kind: "value ignored", Benign: true, Code: function("return \"none\";")},
	{Kind: "value cut off", Benign: true, Imports: text, Code: "static char cut[3];\n\n" + function("strncpy(cut, value, 2);\nreturn cut;")},
	{Kind: "too strict", Benign: true, Imports: text, Code: refusing("strlen(value) > 3")},
	{Kind: "wrong context", Imports: text, Classes: []string{"shell"}, Code: refusing("strstr(value, \"../\")")},
	{Kind: "wrong context", Imports: text, Classes: []string{"path"}, Code: refusing("strpbrk(value, \"<>'\")")},
	{Kind: "deny list", Imports: text, Classes: []string{"shell"}, Code: refusing("strpbrk(value, \";&|\")")},
	{Kind: "deny list", Imports: text, Classes: []string{"path"}, Code: refusing("strncmp(value, \"../\", 3) == 0")},
	{Kind: "laundered", Imports: text, Code: "static char kept[4096];\n\n" + function("strncpy(kept, value, sizeof kept - 1);\nreturn kept;")},
	{Kind: "laundered", Code: "static char kept[4096];\n\n" + function("int i = 0;\nfor (; value[i] && i < 4095; i++)\n\tkept[i] = value[i] ^ 0;\nkept[i] = 0;\nreturn kept;")},
	{Kind: "laundered", Code: "static char *held;\n\n" + function("held = value;\nreturn held;")},
}

// swaps exchange one weakness for another.
var swaps = []mutants.Swap{
	{"dangerous-function", "gets(", "(gets)("},
	{"memory-leak", "malloc(", "calloc(1, "},
	{"double-free", "free(q)", "free((void *)q)"},
	{"format-string", "printf(a)", "printf((const char *)a)"},
	{"untrusted-search-path", `"ls -la"`, `"ls -l -a"`},
}

// flaws are files that bring one.
var flaws = []string{
	"#include <stdio.h>\n#include <stdlib.h>\n\nvoid added_ping(void)\n{\n\tchar host[40], line[80];\n\tif (fgets(host, sizeof host, stdin)) {\n\t\tsnprintf(line, sizeof line, \"ping -c 1 %s\", host);\n\t\tsystem(line);\n\t}\n}\n",
	"#include <stdio.h>\n\nvoid added_echo(void)\n{\n\tchar s[40];\n\tif (fgets(s, sizeof s, stdin))\n\t\tprintf(s);\n}\n",
	"#include <stdio.h>\n#include <string.h>\n\nvoid added_copy(void)\n{\n\tchar s[100], d[10];\n\tif (fgets(s, sizeof s, stdin)) {\n\t\tstrcpy(d, s);\n\t\tputs(d);\n\t}\n}\n",
	"#include <stdlib.h>\n\nint added_last(void)\n{\n\tint *p = malloc(sizeof *p);\n\tif (!p)\n\t\treturn 0;\n\t*p = 1;\n\tfree(p);\n\treturn *p;\n}\n",
}

// weak are secure files, each with what makes it weak; the last one is no flaw of any
// rule, but allows what was refused.
var weak = [][2]string{
	{
		"#include <stdio.h>\n\nvoid added_name(void)\n{\n\tchar s[10];\n\tif (fgets(s, sizeof s, stdin))\n\t\tputs(s);\n}\n",
		"#include <stdio.h>\n\nvoid added_name(void)\n{\n\tchar s[10];\n\tif (gets(s))\n\t\tputs(s);\n}\n",
	},
	{
		"#include <stdio.h>\n\nint added_at(void)\n{\n\tint v[8] = {0}, i = 0;\n\tif (scanf(\"%d\", &i) != 1 || i < 0 || i >= 8)\n\t\treturn 0;\n\treturn v[i];\n}\n",
		"#include <stdio.h>\n\nint added_at(void)\n{\n\tint v[8] = {0}, i = 0;\n\tif (scanf(\"%d\", &i) != 1 || i < 0 || i > 8)\n\t\treturn 0;\n\treturn v[i];\n}\n",
	},
	{
		"#include <stdio.h>\n#include <string.h>\n\nint added_admin(void)\n{\n\tchar role[20];\n\tif (!fgets(role, sizeof role, stdin) || strcmp(role, \"admin\\n\") != 0)\n\t\treturn 403;\n\tputs(\"welcome\");\n\treturn 0;\n}\n",
		"#include <stdio.h>\n#include <string.h>\n\nint added_admin(void)\n{\n\tputs(\"welcome\");\n\treturn 0;\n}\n",
	},
}
