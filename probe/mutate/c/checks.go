package c

import "github.com/prunella/prunella/probe/mutate"

// check is a form of a function from text to text, where text may be NULL.
func check(name, body string, needs ...string) mutate.Form {
	return mutate.Form{Name: name, Needs: append([]string{text}, needs...), Source: "static char *{f}(char *v)\n{\n" + body + "\n}"}
}

// Checks implements mutate.Language.
func (Language) Checks() []mutate.Check {
	return []mutate.Check{
		{Safe: true, Form: check("list", "\tif (v == NULL || (strcmp(v, \"a\") != 0 && strcmp(v, \"b\") != 0))\n\t\treturn (char *)\"a\";\n\treturn v;")},
		{Safe: true, Form: check("member", "\tstatic const char *const known[] = {\"a\", \"b\"};\n\tint i;\n\tfor (i = 0; i < 2; i++) {\n\t\tif (v != NULL && strcmp(v, known[i]) == 0)\n\t\t\treturn (char *)known[i];\n\t}\n\treturn (char *)known[0];")},
		{Safe: true, Form: check("dead", "\tint one = 1;\n\tchar *out = (char *)\"a\";\n\tif (one * 3 > 7)\n\t\tout = v;\n\treturn out;")},
		{Safe: true, Form: check("overwritten", "\tchar *row[1];\n\trow[0] = v;\n\trow[0] = (char *)\"a\";\n\treturn row[0];")},
		{Safe: true, Form: check("other-field", "\tstruct {\n\t\tchar *kept, *other;\n\t} box;\n\tbox.kept = (char *)\"a\";\n\tbox.other = v;\n\treturn box.kept;")},
		{Safe: true, Rules: words(), Form: check("letters", "\tchar *p;\n\tif (v == NULL)\n\t\treturn (char *)\"a\";\n\tfor (p = v; *p != 0; p++) {\n\t\tif (*p < 'a' || *p > 'z')\n\t\t\treturn (char *)\"a\";\n\t}\n\treturn v;")},
		{Form: check("copy", "\tchar *checked = v;\n\tif (checked == NULL || strcmp(checked, \"a\") != 0)\n\t\tchecked = (char *)\"a\";\n\t(void)checked;\n\treturn v;")},
		{Form: check("ignored", "\tint known = v != NULL && strcmp(v, \"a\") == 0;\n\t(void)known;\n\treturn v;")},
		{Form: check("other-branch", "\tif (v != NULL && strcmp(v, \"admin\") == 0)\n\t\treturn (char *)\"a\";\n\treturn v;")},
		{Form: check("first", "\tif (v == NULL || v[0] == '-')\n\t\treturn (char *)\"a\";\n\treturn v;")},
		{Form: check("contains", "\tif (v == NULL || strstr(v, \"<script>\") != NULL)\n\t\treturn (char *)\"a\";\n\treturn v;")},
	}
}

// words lists the rules whose sinks take words of letters without harm.
func words() []string { return []string{"format-string", "path-traversal-native"} }
