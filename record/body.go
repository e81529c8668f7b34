package record

// The encoders of the nouns. Their order is the order of the struct fields; a
// golden test holds them to it, for every ID ever given depends on it.

func (w *writer) statement(s Statement) {
	w.open('{')
	w.key("by")
	w.open('{')
	w.must("kind", s.By.Kind)
	w.must("name", s.By.Name)
	w.may("version", s.By.Version)
	w.may("vendor", s.By.Vendor)
	w.close('}')
	list(w, "about", s.About)
	list(w, "cites", s.Cites)
	w.key("body")
	w.open('{')
	switch b := s.Body; {
	case b.Evidence != nil:
		w.evidence(b.Evidence)
	case b.Finding != nil:
		w.finding(b.Finding)
	case b.Proposal != nil:
		w.proposal(b.Proposal)
	case b.Decision != nil:
		w.decision(b.Decision)
	case b.Receipt != nil:
		w.receipt(b.Receipt)
	}
	w.close('}')
	w.close('}')
}

func (w *writer) evidence(e *Evidence) {
	w.key("evidence")
	w.open('{')
	w.must("type", e.Type)
	w.must("summary", e.Summary)
	w.raw("data", e.Data)
	list(w, "blobs", e.Blobs)
	w.close('}')
}

func (w *writer) finding(f *Finding) {
	w.key("finding")
	w.open('{')
	w.must("rule", f.Rule)
	list(w, "cwe", f.CWE)
	w.must("claim", f.Claim)
	w.must("severity", string(f.Severity))
	w.number("confidence", int64(f.Confidence))
	w.must("level", string(f.Level))
	w.key("where")
	w.place(f.Where)
	w.must("key", f.Key)
	w.may("hint", f.Hint)
	w.may("escalated", f.Escalated)
	w.may("mendedBy", f.MendedBy)
	w.close('}')
}

func (w *writer) place(p Place) {
	w.open('{')
	w.must("file", p.File)
	w.number("line", int64(p.Line))
	w.mayNumber("column", int64(p.Column))
	w.mayNumber("endLine", int64(p.EndLine))
	w.mayNumber("endColumn", int64(p.EndCol))
	w.may("func", p.Func)
	w.close('}')
}

func (w *writer) proposal(p *Proposal) {
	w.key("proposal")
	w.open('{')
	w.must("action", p.Action)
	w.must("target", string(p.Target))
	w.must("summary", p.Summary)
	w.may("against", p.Against)
	w.must("base", string(p.Base))
	w.raw("data", p.Data)
	list(w, "blobs", p.Blobs)
	w.must("undo", p.Undo)
	w.close('}')
}

func (w *writer) decision(d *Decision) {
	w.key("decision")
	w.open('{')
	w.must("proposal", string(d.Proposal))
	w.key("allow")
	if d.Allow {
		w.out = append(w.out, "true"...)
	} else {
		w.out = append(w.out, "false"...)
	}
	w.must("reason", d.Reason)
	list(w, "policies", d.Policies)
	w.mayNumber("until", d.Until)
	if len(d.Signatures) > 0 {
		w.key("signatures")
		w.open('[')
		for _, s := range d.Signatures {
			w.comma()
			w.open('{')
			w.must("key", s.Key)
			w.bytes("sig", s.Sig)
			w.close('}')
		}
		w.close(']')
	}
	w.close('}')
}

func (w *writer) receipt(r *Receipt) {
	w.key("receipt")
	w.open('{')
	w.must("proposal", string(r.Proposal))
	w.must("decision", string(r.Decision))
	w.must("outcome", r.Outcome)
	w.must("summary", r.Summary)
	w.may("output", string(r.Output))
	w.raw("undo", r.Undo)
	w.close('}')
}
