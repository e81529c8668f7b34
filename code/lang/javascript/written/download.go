package written

import (
	"regexp"

	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

const abroad = `http://(?:[a-z0-9-]+\.)*[a-z0-9-]*[a-z]\.[a-z]{2,}[/:]`

var (
	program = regexp.MustCompile(`(?i)^` + abroad + `[^\s"'<>]*\.(?:exe|dmg|pkg|msi|sh|bash|bat|cmd|ps1|jar|war|deb|rpm|apk|app|bin|run|zip|tgz|tar\.gz|tar\.bz2|tar\.xz|7z|iso|dll|so|vbs|py|rb)(?:[?#][^\s"'<>]*)?$`)
	fetched = regexp.MustCompile(`(?i)\b(?:curl|wget)\b[^|;&]*\s["']?` + abroad)
	loaded  = regexp.MustCompile(`(?i)<script[^>]*\ssrc\s*=\s*["']?` + abroad)
	script  = regexp.MustCompile(`(?i)^` + abroad + `[^\s"'<>]*\.m?js(?:[?#][^\s"'<>]*)?$`)
)

// downloads: a program that is fetched in the clear is whoever's who stands on the
// way (CWE-494, CWE-829).
func (r *reader) downloads(n syntax.Ref) {
	t := r.t
	if k := t.Kind(n); len(r.above) == 0 || k == syntax.Template && t.Kind(r.above[len(r.above)-1]) == syntax.Tagged {
		return
	}
	s := t.Text(n)
	if t.Kind(n) == syntax.Str {
		s = t.StringValue(n)
	}
	switch {
	case len(s) > 4000:
	case loaded.MatchString(s):
		r.fault(n, "download", "loads a script over http, which whoever stands on the way may write")
	case script.MatchString(s) && r.isSource():
		r.fault(n, "download", "loads a script over http, which whoever stands on the way may write")
	case program.MatchString(s) && r.around(syntax.Call, syntax.New) != 0:
		r.fault(n, "download", "fetches a program over http, which whoever stands on the way may write")
	case fetched.MatchString(s) && r.around(syntax.Call) != 0:
		r.fault(n, "download", "fetches over http what whoever stands on the way may write")
	}
}

// isSource reports the value that a property src is set to.
func (r *reader) isSource() bool {
	up := r.above[len(r.above)-1]
	return r.t.Kind(up) == syntax.Assign && r.lastName(r.t.First(up)) == "src"
}
