package memory

// keep stores an address in a variable of the program: others may know it until the
// variable is given something else.
func (r *run) keep(st *state, p val, size int64, v val) {
	old := st.object(p.obj).load(p.lo, size, form{pointer: true, size: 8, min: minInt, max: maxInt})
	if t := st.object(old.obj); old.k == kPtr && t != nil && t.keeper == p.obj && old.obj != v.obj {
		t = st.own(old.obj)
		t.escaped, t.keeper = false, 0
	}
	fresh := v.k == kPtr && v.obj != 0 && st.object(v.obj) != nil && !st.object(v.obj).escaped
	r.escape(st, v, 0)
	if fresh && st.object(v.obj).escaped {
		st.own(v.obj).keeper = p.obj
	}
}

// escape marks what can be reached from a value as known elsewhere.
func (r *run) escape(st *state, v val, depth int) {
	if v.k != kPtr && v.k != kFunc || v.obj == 0 || depth > 6 {
		return
	}
	o := st.object(v.obj)
	if o == nil || o.kind == oLiteral || o.escaped && o.keeper == 0 {
		return
	}
	known := o.escaped
	o = st.own(v.obj)
	o.escaped, o.keeper = true, 0
	if known {
		return
	}
	for _, c := range o.cells {
		r.escape(st, c.v, depth+1)
	}
}

// linked is what a store of an address at an unknown address leaves of others: queues
// keep the address of the pointer to each element, which may be any of them.
func (r *run) linked(st *state, at objID) {
	for i := 1; i < len(st.heap); i++ {
		o := st.heap[i]
		if o == nil || objID(i) == at || o.kind != oForeign && !o.escaped || o.kind == oLiteral {
			continue
		}
		for j := range o.cells {
			v := o.cells[j].v
			t := st.object(v.obj)
			if o.cells[j].str == nil && o.cells[j].w == 8 && (v.k == kAny || v.k == kPtr && t != nil && t.kind == oForeign) {
				o = st.own(objID(i))
				o.cells[j].v = r.fresh(anything)
			}
		}
	}
}
