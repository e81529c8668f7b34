// Package demands lists all demands; a new one is a folder beside this one and a
// line here.
package demands

import (
	"sort"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/address"
	"github.com/prunella/prunella/code/demand/constant"
	"github.com/prunella/prunella/code/demand/crypto"
	"github.com/prunella/prunella/code/demand/deserialize"
	"github.com/prunella/prunella/code/demand/exec"
	"github.com/prunella/prunella/code/demand/filter"
	"github.com/prunella/prunella/code/demand/format"
	"github.com/prunella/prunella/code/demand/free"
	"github.com/prunella/prunella/code/demand/html"
	"github.com/prunella/prunella/code/demand/injected"
	"github.com/prunella/prunella/code/demand/line"
	"github.com/prunella/prunella/code/demand/memory"
	"github.com/prunella/prunella/code/demand/native"
	"github.com/prunella/prunella/code/demand/number"
	"github.com/prunella/prunella/code/demand/object"
	"github.com/prunella/prunella/code/demand/path"
	"github.com/prunella/prunella/code/demand/pattern"
	"github.com/prunella/prunella/code/demand/regex"
	"github.com/prunella/prunella/code/demand/secret"
	"github.com/prunella/prunella/code/demand/setting"
	"github.com/prunella/prunella/code/demand/shell"
	"github.com/prunella/prunella/code/demand/sql"
	"github.com/prunella/prunella/code/demand/tls"
	"github.com/prunella/prunella/code/demand/token"
	"github.com/prunella/prunella/code/demand/trust"
	"github.com/prunella/prunella/code/demand/xml"
)

// All lists the demands, sorted by kind.
func All() []demand.Demand {
	out := []demand.Demand{
		address.Redirect{}, address.URL{}, address.Part{}, address.Script{},
		deserialize.Demand{},
		exec.Demand{},
		filter.LDAP{}, filter.XPath{},
		format.Demand{},
		html.Demand{},
		injected.Code{}, injected.Template{},
		line.Header{}, line.Log{},
		object.NoSQL{}, object.Assign{}, object.Settings{}, object.Merge{}, object.Proto{}, object.ProtoKey{},
		path.Demand{}, path.Resource{}, path.Forward{}, path.Content{},
		shell.Demand{}, shell.Split{},
		sql.Demand{},
		trust.Demand{},
		xml.Demand{},
	}
	exponential, polynomial := regex.New()
	out = append(out, exponential, polynomial)
	for _, family := range [][]constant.Demand{crypto.All(), pattern.All(), secret.All(), setting.All(), tls.All(), token.All()} {
		for _, d := range family {
			out = append(out, d)
		}
	}
	for _, d := range free.All() {
		out = append(out, d)
	}
	for _, d := range number.All() {
		out = append(out, d)
	}
	out = append(out, native.All()...)
	for _, d := range memory.All() {
		out = append(out, d)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Kind() < out[j].Kind() })
	return out
}

// For returns the demand on a kind of sink, or nil.
func For(kind string) demand.Demand {
	for _, d := range All() {
		if d.Kind() == kind {
			return d
		}
	}
	return nil
}
