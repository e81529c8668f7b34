package lang_test

import (
	"testing"

	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/java"
	"github.com/prunella/prunella/code/lang/python"
)

// TestClaimed: a project cannot speak for the library models.
func TestClaimed(t *testing.T) {
	for _, c := range []struct {
		in   lang.Language
		name string
		want string
	}{
		{python.Language{}, "app", "app"},
		{python.Language{}, "prunella", "own.prunella"},
		{python.Language{}, "prunella_web", "own.prunella_web"},
		{python.Language{}, "prunellabot", "prunellabot"},
		{python.Language{}, "builtin", "own.builtin"},
		{python.Language{}, "os", "own.os"},
		{python.Language{}, "html", "html"},
		{java.Language{}, "prunella.web", "own.prunella.web"},
		{java.Language{}, "java.util", "own.java.util"},
		{java.Language{}, "javax.servlet.http", "own.javax.servlet.http"},
		{java.Language{}, "jakarta.servlet.http", "own.jakarta.servlet.http"},
		{java.Language{}, "org.shop", "org.shop"},
		{golang.Language{}, "prunella", "own.prunella"},
		{golang.Language{}, "os/exec", "own.os/exec"},
		{golang.Language{}, "shop/os", "shop/os"},
		{golang.Language{}, "github.com/prunella/prunella/code", "github.com/prunella/prunella/code"},
	} {
		if got := lang.Claimed(c.in, c.name); got != c.want {
			t.Errorf("%s: a project's %q is %q, want %q", c.in.Name(), c.name, got, c.want)
		}
	}
}
