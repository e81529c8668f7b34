package ir

import "regexp"

var numbered = regexp.MustCompile(`<lambda:\d+`)

// Unnumbered is a text without the lines by which functions that have no name are
// called: a change of the program may move them.
func Unnumbered(text string) string { return numbered.ReplaceAllString(text, "<lambda") }
