// Package demandtest proves that a demand's three readings agree: what Check
// complains about, some attack breaks and Broken sees; what Check lets pass, no
// attack that the hole admits breaks. A test is a list of one-liners:
//
//	{"SELECT 'a{}'", "sql string '"},      // any attacker's text
//	{"SELECT 'a{-'}'", ""},                 // one without '
//	{"LIMIT {digits}", ""},
//
// Hole notation: {} any; {digits}, {word}, {alnum}; {-abc} without these bytes;
// {!../} without this text; {^/srv/} starts with; {=path.local} marked; several
// joined by spaces.
package demandtest
