package written

import "github.com/prunella/prunella/code/lang/javascript/syntax"

// checked is a name of a file in a function.
type checked struct {
	in   syntax.Ref
	name string
}

// Who removes a name follows no link and writes to nobody's file: unlink is not among
// the writes.
var (
	looks  = map[string]bool{"exists": true, "existsSync": true, "stat": true, "statSync": true, "lstat": true, "lstatSync": true, "access": true, "accessSync": true}
	writes = map[string]bool{"writeFile": true, "writeFileSync": true, "appendFile": true, "appendFileSync": true, "createWriteStream": true, "chmod": true, "chmodSync": true, "rename": true, "renameSync": true, "truncate": true, "truncateSync": true}
)

// races: between the look at a file and its writing somebody else may change what the
// name stands for (CWE-367). A name of the program's own lies in a folder of its own, so
// it is asked of names that a caller gives and of those in a folder that all share.
func (r *reader) races(n syntax.Ref) {
	of, name, args := r.method(n)
	if len(args) == 0 || of == 0 || !looks[name] && !writes[name] {
		return
	}
	if _, constant := r.str(args[0]); constant || r.mentions(n, "'wx", "\"wx", "'a'", "\"a\"") || !r.given(args[0]) && !r.shared(args[0]) {
		return
	}
	key := checked{r.function(), r.t.Text(args[0])}
	if looks[name] {
		r.files[key] = true
		return
	}
	for i := len(r.above) - 1; i >= 0; i-- { // callbacks run after what they are given to
		if isFunction(r.t.Kind(r.above[i])) || i == 0 {
			if r.files[checked{r.above[i], key.name}] {
				r.fault(n, "race", "may be another file than the one that was looked at")
				return
			}
		}
	}
}

// given: the expression is a parameter of a function around the one at hand.
func (r *reader) given(n syntax.Ref) bool {
	if r.t.Kind(n) != syntax.Name {
		return false
	}
	for _, f := range r.above {
		if !isFunction(r.t.Kind(f)) {
			continue
		}
		for p := range r.t.Children(r.t.Child(f, 1)) {
			if r.t.Text(r.t.First(p)) == r.t.Text(n) {
				return true
			}
		}
	}
	return false
}

// shared: the name lies in the folder of temporary files.
func (r *reader) shared(n syntax.Ref) bool {
	return r.mentions(r.value(n), "tmpdir(", "'/tmp/", "\"/tmp/", "`/tmp/")
}
