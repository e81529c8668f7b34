package link

// Compatible reports whether one object may be of both classes in a language whose
// objects are of the classes they name (Java): one inherits from the other, or a class
// below the first from both. Of a class whose bases are not all known nothing is said.
func (p *Program) Compatible(class, other string) bool {
	class, other = p.Canonical(class), p.Canonical(other)
	if p.is(other, class, 0) {
		return true
	}
	seen := map[string]bool{class: true}
	for todo := []string{class}; len(todo) > 0 && len(seen) < maxHeirs; todo = todo[1:] {
		if p.mayBe(todo[0], other, 0) {
			return true
		}
		for _, sub := range p.subs[todo[0]] {
			if !seen[sub] {
				seen[sub] = true
				todo = append(todo, sub)
			}
		}
	}
	return len(seen) >= maxHeirs
}

// maxHeirs bounds the classes below one that are looked at.
const maxHeirs = 256

// plainBases are interfaces without a model, which make nothing a text or a table.
var plainBases = map[string]bool{"Serializable": true, "Cloneable": true, "Comparable": true, "Object": true}

// mayBe is Is, where a base that is not known may be anything.
func (p *Program) mayBe(class, other string, hop int) bool {
	if class == other {
		return true
	}
	decl := p.types[class]
	if decl == nil || hop > maxHops {
		return !plainBases[lastName(class)]
	}
	for _, s := range p.supers(decl) {
		if p.mayBe(s, other, hop+1) {
			return true
		}
	}
	return false
}
