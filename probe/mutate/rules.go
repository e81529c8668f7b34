package mutate

// What a word or a number may do in the place of a text from outside depends on the
// sink: as a host, a program's name or code they may do harm.

// Words lists the rules whose sinks take words of letters without harm.
func Words() []string {
	return []string{"cross-site-scripting", "log-injection", "header-injection", "ldap-injection", "xpath-injection", "regex-denial"}
}

// Numbers lists the rules whose sinks take numbers without harm.
func Numbers() []string {
	return append([]string{"sql-injection", "path-traversal", "zip-slip"}, Words()...)
}

// Paths lists the rules about names of files.
func Paths() []string { return []string{"path-traversal", "zip-slip"} }
