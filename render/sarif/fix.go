package sarif

import (
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"

	"github.com/prunella/prunella/record"
	"github.com/prunella/prunella/render"
)

// patched are the contents that patches of the run lead to.
func patched(r *render.Run) map[record.Digest]bool {
	out := map[record.Digest]bool{}
	for _, c := range r.Cases {
		if d := render.Look(r, c); d.Patch != nil {
			for _, f := range d.Patch.Files {
				out[f.After] = true
			}
		}
	}
	return out
}

// stale reports a patch that was made on top of another one: its lines are not
// those of the files that were analysed, so it is no fix in the sense of SARIF.
func stale(p *record.Patch, later map[record.Digest]bool) bool {
	if p == nil {
		return true
	}
	for _, f := range p.Files {
		if later[f.Before] {
			return true
		}
	}
	return false
}

// fixesOf is a patch as replacements of whole lines; nil for a diff that cannot
// be read.
func fixesOf(p *record.Patch) []fix {
	files, _, err := gitdiff.Parse(strings.NewReader(p.Diff))
	if err != nil || len(files) == 0 {
		return nil
	}
	out := fix{Description: say(p.Why)}
	for _, f := range files {
		change := artifactChange{Artifact: lines(nil).place(record.Place{File: named(p, f.OldName)}, "").Physical.Artifact}
		for _, frag := range f.TextFragments {
			change.Replacements = append(change.Replacements, replacements(frag)...)
		}
		out.Changes = append(out.Changes, change)
	}
	return []fix{out}
}

// named is the file of the patch that a diff names, with or without the "a/" and "b/"
// that stand before names there.
func named(p *record.Patch, name string) string {
	for _, f := range p.Files {
		if name == f.Path || name == "a/"+f.Path || name == "b/"+f.Path {
			return f.Path
		}
	}
	return name
}

// replacements are the runs of changed lines of one fragment.
func replacements(f *gitdiff.TextFragment) []replacement {
	var out []replacement
	var open *replacement
	line := int(f.OldPosition)
	for _, l := range f.Lines {
		if l.Op == gitdiff.OpContext {
			open = nil
			line++
			continue
		}
		if open == nil {
			out = append(out, replacement{Deleted: region{StartLine: line, StartColumn: 1, EndLine: line, EndColumn: 1}})
			open = &out[len(out)-1]
		}
		if l.Op == gitdiff.OpAdd {
			open.Inserted.Text += l.Line
			continue
		}
		line++
		open.Deleted.EndLine = line
	}
	return out
}
