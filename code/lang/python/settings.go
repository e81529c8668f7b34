package python

import (
	"path"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/python/syntax"
)

// A module of settings is read by its framework: what it assigns to these names is
// handed to the model of django.conf.configure. (Flask's names are the same.)
var settings = map[string]bool{
	"SESSION_COOKIE_SECURE": true, "SESSION_COOKIE_HTTPONLY": true, "CSRF_COOKIE_SECURE": true, "DATABASES": true, "SQLALCHEMY_DATABASE_URI": true, "SECRET_KEY": true,
}

const configure = "django.conf.configure"

// configures notes an assignment to a setting.
func (l *lowerer) configures(n syntax.Ref, name string, v ir.Reg) {
	if !settings[name] || isStubPath(l.u.Path) {
		return
	}
	dir, file := path.Split(l.u.Path)
	config := name == "SECRET_KEY" && strings.HasPrefix(file, "config")
	if !config && !strings.HasPrefix(file, "settings") && path.Base(dir) != "settings" {
		return
	}
	l.u.Imports["import django.conf"] = "django.conf"
	l.call(n, configure, l.str(n, name), v)
}
