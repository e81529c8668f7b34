package c

import "github.com/prunella/prunella/probe/mutate"

const (
	stdlib = "#include <stdlib.h>\n"
	text   = "#include <string.h>\n"
)

// Carriers implements mutate.Language.
func (l Language) Carriers() []mutate.Form {
	if l.Cpp {
		return templates
	}
	return pointers
}

var pointers = []mutate.Form{
	{Name: "call", Source: "void *{f}(void *v)\n{\n\treturn v;\n}"},
	{Name: "calls", Source: "static void *{g}(void *v, int n)\n{\n\tif (n == 0)\n\t\treturn v;\n\treturn {g}(v, n - 1);\n}\n\nstatic void *{f}(void *v)\n{\n\treturn {g}(v, 3);\n}"},
	{Name: "array", Source: "static void *{f}(void *v)\n{\n\tvoid *row[2] = {0, 0};\n\trow[1] = v;\n\treturn row[1];\n}"},
	{Name: "field", Source: "struct {g} {\n\tint number;\n\tvoid *kept;\n};\n\nstatic void *{f}(void *v)\n{\n\tstruct {g} box;\n\tbox.number = 1;\n\tbox.kept = v;\n\treturn box.kept;\n}"},
	{Name: "heap", Needs: []string{stdlib}, Source: "struct {g} {\n\tvoid *kept;\n};\n\nstatic void *{f}(void *v)\n{\n\tstruct {g} *box = malloc(sizeof *box);\n\tvoid *out;\n\tif (box == NULL)\n\t\treturn v;\n\tbox->kept = v;\n\tout = box->kept;\n\tfree(box);\n\treturn out;\n}"},
	{Name: "union", Source: "union {g} {\n\tvoid *kept;\n\tunsigned char bytes[sizeof(void *)];\n};\n\nstatic void *{f}(void *v)\n{\n\tunion {g} box;\n\tbox.kept = v;\n\treturn box.kept;\n}"},
	{Name: "out", Source: "static void {g}(void *v, void **out)\n{\n\t*out = v;\n}\n\nstatic void *{f}(void *v)\n{\n\tvoid *out = 0;\n\t{g}(v, &out);\n\treturn out;\n}"},
	{Name: "pointer", Source: "static void *{g}(void *v)\n{\n\treturn v;\n}\n\nstatic void *{f}(void *v)\n{\n\tvoid *(*step)(void *) = {g};\n\treturn step(v);\n}"},
	{Name: "table", Source: "static void *{h}(void *v)\n{\n\t(void)v;\n\treturn 0;\n}\n\nstatic void *{g}(void *v)\n{\n\treturn v;\n}\n\nstatic void *{f}(void *v)\n{\n\tstatic void *(*const steps[])(void *) = {{h}, {g}};\n\treturn steps[1](v);\n}"},
	{Name: "callback", Source: "static void {h}(void *v, void *to)\n{\n\t*(void **)to = v;\n}\n\nstatic void {g}(void (*then)(void *, void *), void *v, void *to)\n{\n\tthen(v, to);\n}\n\nstatic void *{f}(void *v)\n{\n\tvoid *out = 0;\n\t{g}({h}, v, &out);\n\treturn out;\n}"},
	{Name: "static", Source: "static void *{h};\n\nstatic void {g}(void *v)\n{\n\t{h} = v;\n}\n\nstatic void *{f}(void *v)\n{\n\tvoid *out;\n\t{g}(v);\n\tout = {h};\n\t{h} = 0;\n\treturn out;\n}"},
	{Name: "branch", Source: "static void *{f}(void *v)\n{\n\tint one = 1;\n\tif (one * 3 > 7)\n\t\treturn 0;\n\treturn v;\n}"},
	{Name: "switch", Source: "static void *{f}(void *v)\n{\n\tvoid *out = 0;\n\tswitch (2) {\n\tcase 1:\n\t\tbreak;\n\tcase 2:\n\t\tout = v;\n\t\t/* fall through */\n\tdefault:\n\t\tbreak;\n\t}\n\treturn out;\n}"},
	{Name: "loop", Source: "static void *{f}(void *v)\n{\n\tvoid *out = 0;\n\tint i;\n\tfor (i = 0; i < 2; i++) {\n\t\tout = v;\n\t}\n\treturn out;\n}"},
	{Name: "goto", Source: "static void *{f}(void *v)\n{\n\tvoid *out = v;\n\tif (out != v)\n\t\tgoto none;\n\treturn out;\nnone:\n\treturn 0;\n}"},
	{Name: "copy", Needs: []string{text}, Source: "static void *{f}(void *v)\n{\n\tvoid *out;\n\tmemcpy(&out, &v, sizeof out);\n\treturn out;\n}"},
}

var templates = []mutate.Form{
	{Name: "call", Source: "template <typename T>\nstatic T *{f}(T *v)\n{\n\treturn v;\n}"},
	{Name: "field", Source: "template <typename T>\nstruct {g} {\n\tT *kept;\n};\n\ntemplate <typename T>\nstatic T *{f}(T *v)\n{\n\t{g}<T> box;\n\tbox.kept = v;\n\treturn box.kept;\n}"},
	{Name: "getter", Source: "template <typename T>\nclass {g} {\npublic:\n\texplicit {g}(T *v) : kept(v) {}\n\tT *get() const { return kept; }\n\nprivate:\n\tT *kept;\n};\n\ntemplate <typename T>\nstatic T *{f}(T *v)\n{\n\treturn {g}<T>(v).get();\n}"},
	{Name: "virtual", Source: "template <typename T>\nstruct {g} {\n\tvirtual T *step(T *v) = 0;\n\tvirtual ~{g}() {}\n};\n\ntemplate <typename T>\nstruct {h} : {g}<T> {\n\tT *step(T *v) { return v; }\n};\n\ntemplate <typename T>\nstatic T *{f}(T *v)\n{\n\t{h}<T> real;\n\t{g}<T> *as = &real;\n\treturn as->step(v);\n}"},
	{Name: "reference", Source: "template <typename T>\nstatic void {g}(T *v, T *&out)\n{\n\tout = v;\n}\n\ntemplate <typename T>\nstatic T *{f}(T *v)\n{\n\tT *out = 0;\n\t{g}(v, out);\n\treturn out;\n}"},
	{Name: "lambda", Source: "template <typename T>\nstatic T *{f}(T *v)\n{\n\tauto get = [v]() { return v; };\n\treturn get();\n}"},
	{Name: "vector", Needs: []string{"#include <vector>\n"}, Source: "template <typename T>\nstatic T *{f}(T *v)\n{\n\tstd::vector<T *> row;\n\trow.push_back(0);\n\trow.push_back(v);\n\treturn row[1];\n}"},
	{Name: "map", Needs: []string{"#include <map>\n"}, Source: "template <typename T>\nstatic T *{f}(T *v)\n{\n\tstd::map<int, T *> m;\n\tm[1] = 0;\n\tm[2] = v;\n\treturn m[2];\n}"},
	{Name: "catch", Source: "template <typename T>\nstatic T *{f}(T *v)\n{\n\tT *out = 0;\n\ttry {\n\t\tout = v;\n\t\tthrow 1;\n\t} catch (int) {\n\t\treturn out;\n\t}\n}"},
	{Name: "loop", Source: "template <typename T>\nstatic T *{f}(T *v)\n{\n\tT *row[] = {v};\n\tT *out = 0;\n\tfor (T *x : row) {\n\t\tout = x;\n\t}\n\treturn out;\n}"},
}

// Blocks implements mutate.Language.
func (Language) Blocks() []mutate.Block {
	return []mutate.Block{
		{Name: "if", Before: "if (2 > 1) {\n{i}\t", After: "\n{i}}"},
		{Name: "once", Before: "do {\n{i}\t", After: "\n{i}} while (0);"},
		{Name: "switch", Before: "switch (1) {\n{i}default:\n{i}\t", After: "\n{i}}"},
	}
}
