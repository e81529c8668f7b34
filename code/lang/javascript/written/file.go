package written

import "github.com/prunella/prunella/code/lang/javascript/syntax"

// checked is a name of a file in a function.
type checked struct {
	in   syntax.Ref
	name string
}

var (
	looks  = map[string]bool{"exists": true, "existsSync": true, "stat": true, "statSync": true, "lstat": true, "lstatSync": true, "access": true, "accessSync": true}
	writes = map[string]bool{"writeFile": true, "writeFileSync": true, "appendFile": true, "appendFileSync": true, "createWriteStream": true, "unlink": true, "unlinkSync": true, "chmod": true, "chmodSync": true, "rename": true, "renameSync": true, "truncate": true, "truncateSync": true}
)

// races: between the look at a file and its writing somebody else may change what the
// name stands for (CWE-367).
func (r *reader) races(n syntax.Ref) {
	of, name, args := r.method(n)
	if len(args) == 0 || of == 0 || !looks[name] && !writes[name] {
		return
	}
	if _, constant := r.str(args[0]); constant || r.mentions(n, "'wx", "\"wx") {
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
