// Package jinja reads templates of Jinja2 and of Django and lowers them to ir. It
// serves the Python front end, which calls a template's function where a program
// renders it by a constant name.
//
// A template NAME is the function "template:NAME" of
//
//	context  map of the names it is given
//	escape   true, false, or None: by the template's file name, as Flask does
//	blocks   functions by name that stand in for its blocks
//	before   constant markup before it, where it is included or is a block
//	super    the block that this block replaces
//
// Blocks are functions "template:NAME.<block>", macros "template:NAME.macro".
// What a filter or a lookup does is said in the library model prunella_template.
//
// # Holes
//
// Each {{ expression }} is a sink of its own: the value, escaped or not, between
// the template's constant markup around it, in which other expressions are the
// word x. So a hole is judged in its very context (text, attribute, address,
// script), at its own place, and the page is not put together. The markup before
// a hole behind an {% if %} is that of the first branch; html/template demands of
// its authors that branches agree, and others do it.
//
// # Limits
//
// A template whose name no file tells is unknown code: nothing is said of it, nor
// of the blocks of a template that extends it. super() of a block three templates
// deep is the lowest one's. Custom filters carry what they are given and are taken
// not to give markup. Markup objects made by the program are judged where they
// are made.
package jinja
