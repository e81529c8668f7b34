package main

import (
	"os"
	"path/filepath"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/world"
)

// cacheFolder is a folder of the user's for what can be made again; "" for none. It is
// never one of the tree that is scanned, which may be hostile.
func cacheFolder(name string) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "prunella", name)
}

// maxTold bounds what scans leave in the cache folder.
const maxTold = 256 << 20

// cache is what scans may tell again.
func (o *options) cache() *code.Cache {
	c := &code.Cache{}
	dir := cacheFolder("told")
	if o.mend || dir == "" {
		return c
	}
	build, err := world.Fingerprint()
	if err != nil {
		return c
	}
	if k := world.OpenKeep(dir, maxTold); k != nil {
		c.Build, c.Store = build, k
		if o.fresh {
			c.Store = unread{k}
		}
	}
	return c
}

// unread is a store of which nothing is believed, though what is new is kept there.
type unread struct{ *world.Keep }

func (unread) Load(string) []byte { return nil }
