package python

import "sort"

// sortedKeys lists the keys of all the sets once, in order.
func sortedKeys(sets ...map[string]bool) []string {
	n := 0
	for _, s := range sets {
		n += len(s)
	}
	keys := make([]string, 0, n)
	for i, s := range sets {
		for k := range s {
			if i == 0 || !anyHas(sets[:i], k) {
				keys = append(keys, k)
			}
		}
	}
	sort.Strings(keys)
	return keys
}

func anyHas(sets []map[string]bool, k string) bool {
	for _, s := range sets {
		if s[k] {
			return true
		}
	}
	return false
}
