package code

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/world"
)

// A Cache keeps what analyses of nearly the same trees have in common. An analysis with
// a cache says exactly what one without says. There are two parts:
//
//   - in memory, lowered files by their content;
//   - in Store, between runs, all that a scan told of the program of a language, by the
//     names of its files, with digests of everything that was read to tell it. It is told
//     again as long as a reader would read the same.
//
// The zero value is ready and has no store; a Cache is safe for concurrent use.
type Cache struct {
	Store Store
	Build string // which build of the tool tells: another one may say something else

	units units
}

// A Store keeps bytes between runs, by keys that are names of files. It may lose what it
// keeps. Who can write to it can make a scan say what he likes, so it is never a part of
// the tree that is scanned.
type Store interface {
	Load(key string) []byte // nil when there is nothing, or it is damaged
	Save(key string, data []byte)
}

// ScanTree reads and analyses a tree; c may be nil.
func (e *Engine) ScanTree(ctx context.Context, tree world.Tree, c *Cache) (*Report, error) {
	if c == nil {
		c = &Cache{}
	}
	c.units.next()
	if c.Store != nil && len(e.Known) == 0 { // what people taught speaks of flows
		return e.scanStored(ctx, tree, c)
	}
	rep, err := e.scanTree(ctx, tree, &c.units, nil)
	if err != nil {
		return nil, err
	}
	return rep, e.hold(ctx, tree, rep, &c.units)
}

// told is what a scan told of the program of one language.
type told struct {
	Key            string            // under which it is stored
	Read           map[string]string // digests of what was read, by path
	Found, Refuted []toldFound
	Problems       []Note // of reading
	Notes, Unknown []Note // of executing
	Work           int64

	Unread, Broken, CutOff int
	Exhausted              string
}

// toldFound is a finding without its flows.
type toldFound struct {
	Finding record.Finding
	Path    record.Path
	Replay  record.Replay
}

// scanStored is a scan that tells again what the store remembers of programs that did
// not change.
func (e *Engine) scanStored(ctx context.Context, tree world.Tree, c *Cache) (*Report, error) {
	p, files, err := e.list(ctx, tree)
	if err != nil {
		return nil, err
	}
	rep := &Report{Notes: p.Notes, Unread: p.Unread, tree: tree}
	var notes []Note
	for _, l := range e.Languages {
		paths := e.owned(tree, l, files)
		if len(paths) == 0 {
			continue
		}
		key := e.storeKey(c, l, paths)
		t := recallTold(key, c.Store.Load(key))
		if t == nil || !same(tree, t.Read, e.Options.Jobs) {
			if t, err = e.tell(ctx, tree, l, paths, c); err != nil {
				return nil, err
			}
			t.Key = key
			if data, err := json.Marshal(t); err == nil {
				c.Store.Save(key, data)
			}
		}
		notes = append(notes, t.Notes...)
		t.addTo(rep, e.Rule)
	}
	rep.Notes = append(rep.Notes, notes...)
	sortFound(rep.Found)
	sortFound(rep.Refuted)
	return rep, nil
}

// tell scans the program of one language.
func (e *Engine) tell(ctx context.Context, tree world.Tree, l lang.Language, paths []string, c *Cache) (*told, error) {
	r := &reading{Tree: tree, seen: map[string]string{}}
	p := &Project{Tree: r}
	if err := e.loadLanguage(ctx, p, l, paths, &c.units); err != nil {
		return nil, err
	}
	rep, err := e.scan(ctx, &Project{Tree: r, Programs: p.Programs}, nil)
	if err != nil {
		return nil, err
	}
	return &told{
		Read: r.seen, Found: untold(rep.Found), Refuted: untold(rep.Refuted), Problems: p.Notes, Notes: rep.Notes, Unknown: rep.Unknown, Work: rep.Work,
		Unread: p.Unread, Broken: p.Broken, CutOff: rep.CutOff, Exhausted: rep.Exhausted,
	}, nil
}

// addTo adds what is told to a report, but for the notes of executing: those come after
// all that is said of reading.
func (t *told) addTo(r *Report, ruleOf func(string) *rule.Rule) {
	r.Found, r.Refuted = append(r.Found, retold(t.Found, ruleOf)...), append(r.Refuted, retold(t.Refuted, ruleOf)...)
	r.Notes, r.Unknown = append(r.Notes, t.Problems...), append(r.Unknown, t.Unknown...)
	r.Work += t.Work
	r.Unread, r.Broken, r.CutOff = r.Unread+t.Unread, r.Broken+t.Broken, r.CutOff+t.CutOff
	if t.Exhausted != "" {
		r.Exhausted = t.Exhausted
	}
}

func untold(found []*Found) []toldFound {
	out := make([]toldFound, len(found))
	for i, f := range found {
		out[i] = toldFound{f.Finding, f.Path, f.Replay}
	}
	return out
}

func retold(found []toldFound, ruleOf func(string) *rule.Rule) []*Found {
	out := make([]*Found, len(found))
	for i, f := range found {
		out[i] = &Found{Rule: ruleOf(f.Finding.Rule), Finding: f.Finding, Path: f.Path, Replay: f.Replay}
	}
	return out
}

// recallTold reads what was stored; nil when that is nothing, or not what we wrote.
func recallTold(key string, data []byte) *told {
	var t told
	if data == nil || json.Unmarshal(data, &t) != nil || t.Key != key {
		return nil
	}
	return &t
}

// storeKey stands for who tells and of what: the build, what it may spend, the language
// and the names of its files.
func (e *Engine) storeKey(c *Cache, l lang.Language, paths []string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %d %d\n", c.Build, l.Name(), e.Options.RootWork, e.Options.Work)
	for _, p := range paths {
		fmt.Fprintf(h, "%q\n", p)
	}
	return hex.EncodeToString(h.Sum(nil))
}
