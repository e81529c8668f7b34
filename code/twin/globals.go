package twin

// global is the value of a global name: a variable, function, class or module.
func (m *machine) global(name string) any {
	name = m.p.Canonical(name)
	if v, ok := m.held(name); ok {
		return v
	}
	if fn := m.p.Func(name); fn != nil {
		m.loadFor(fn)
		if v, _ := m.held(name); v != nil {
			return v
		}
		return &Closure{Fn: fn}
	}
	if decl := m.p.Type(name); decl != nil {
		return m.typeValue(name)
	}
	if g := m.p.Global(name); g != nil || moduleOf(name) != "" {
		for _, u := range m.p.Module(moduleOf(name)) {
			m.load(u)
		}
		if v, ok := m.held(name); ok {
			return v
		}
		if g != nil {
			v := m.zero(g.Type)
			if g.Type == nil || v == nil && m.isStub(name) {
				v = m.unknownOf(g.Type, name)
			}
			m.globals[name] = v
			return v
		}
	}
	if object, member, ok := m.p.Exports(name); ok {
		whole := m.global(object)
		if v, ok := m.field(whole, member); ok {
			return v
		}
		if class, ok := m.deref(whole).(*TypeValue); ok { // what a module exports may be a class
			if fn := m.p.Method(class.Name, member); fn != nil {
				return &Closure{Fn: fn}
			}
		}
		return nil
	}
	if len(m.p.Module(name)) > 0 {
		for _, u := range m.p.Module(name) {
			m.load(u)
		}
		return &Module{name}
	}
	v := m.unknownOf(nil, name)
	m.globals[name] = v
	return v
}

func (m *machine) isStub(name string) bool {
	for _, u := range m.p.Module(moduleOf(name)) {
		return u.Stub
	}
	return false
}

func moduleOf(name string) string {
	for i := len(name) - 1; i > 0; i-- {
		if name[i] == '.' {
			return name[:i]
		}
	}
	return ""
}

// typeValue is the one value of a class.
func (m *machine) typeValue(name string) *TypeValue {
	name = m.p.Canonical(name)
	t := m.class(name)
	if t == nil {
		t = &TypeValue{Name: name, decl: m.p.Type(name), fields: map[string]any{}}
		m.types[name] = t
		if t.decl != nil && t.decl.Unit != nil && !m.isLoaded(t.decl.Unit) {
			m.load(t.decl.Unit)
		}
	}
	return t
}
