package code

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/twin"
	"github.com/prunella/prunella/record"
)

// rollout is the plan by which a patch goes to where it runs: rung L10, which nobody
// can climb before it is applied. What is watched follows from where the finding
// came in and from what the patch changes there.
func rollout(f *Found) *record.Rollout {
	share := "for a day"
	out := &record.Rollout{}
	if e := f.Flow().Entry; e != nil && e.Pattern != "" {
		where := strings.TrimSpace(e.Methods + " " + e.Pattern)
		share = fmt.Sprintf("for a day and 1,000 requests to %s", where)
		out.Watch = append(out.Watch, record.Watch{Signal: "answers of " + where + " with a status of 400 or more", Limit: "one in a hundred more than from the other instances"})
	}
	out.Canary = "one instance, " + share
	if w, ok := watched[f.Flow().Sink]; ok {
		out.Watch = append(out.Watch, w)
	}
	out.Watch = append(out.Watch, record.Watch{Signal: "errors raised in " + f.Finding.Where.Func, Limit: "none of a kind that was not there before"})
	if f.Outcome.Verdict == twin.Reproduced && f.Outcome.Attack != "" {
		out.Watch = append(out.Watch, record.Watch{Signal: "the input of the witness, sent by yourself", Limit: "it is refused, or taken as text"})
	}
	out.RollBack = "revert the commit when one of these is over its limit; the finding is open again then"
	return out
}

// watched is what honest people would notice first of a patch at a sink.
var watched = map[string]record.Watch{
	"sql":         {Signal: "errors of the database", Limit: "none that is new"},
	"shell":       {Signal: "exit status of the program that is started", Limit: "as before"},
	"exec":        {Signal: "exit status of the program that is started", Limit: "as before"},
	"path":        {Signal: "file names that are refused", Limit: "none that an honest user sent"},
	"html":        {Signal: "pages with &amp;lt; or &amp;amp; in what people wrote", Limit: "none"},
	"template":    {Signal: "pages with {{ in them", Limit: "none"},
	"redirect":    {Signal: "sign-ins that end on the home page", Limit: "none that asked for a page of the site"},
	"url":         {Signal: "requests to others that are refused", Limit: "none to a host that is meant"},
	"hash.weak":   {Signal: "comparisons with stored values that fail", Limit: "none after they are computed anew"},
	"cipher.weak": {Signal: "stored values that cannot be read", Limit: "none after they are encrypted anew"},
	"secret":      {Signal: "starts that end because the secret is not set", Limit: "none after it is set everywhere"},
	"cookie":      {Signal: "sign-ins per visitor", Limit: "as before: a cookie that is not sent back ends a session"},
	"timeout":     {Signal: "requests that end at the time limit", Limit: "one in a thousand"},
	"limit":       {Signal: "bodies that are refused for their size", Limit: "none that an honest user sent"},
	"perm":        {Signal: "files that another service may not read", Limit: "none"},
	"tls.verify":  {Signal: "connections that end for their certificate", Limit: "none to a host that is meant"},
	"deserialize": {Signal: "stored data that cannot be read", Limit: "none after it is written anew"},
}
