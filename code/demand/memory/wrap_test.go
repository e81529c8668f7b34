package memory

import "testing"

func TestNumbersThatWrapAreToldByWhatIsLeft(t *testing.T) {
	tests := []struct {
		name, sink       string
		benign, attacked []any
		want             bool
	}{
		{"a sum that exceeds its type", "wrap.over", []any{int64(8), int64(8)}, []any{int64(128), int64(-128)}, true},
		{"a sum that fits", "wrap.over", []any{int64(8), int64(8)}, []any{int64(100), int64(100)}, false},
		{"a sum that falls below is no overflow", "wrap.over", []any{int64(8), int64(8)}, []any{int64(-129), int64(127)}, false},
		{"but an underflow", "wrap.under", []any{int64(8), int64(8)}, []any{int64(-129), int64(127)}, true},
		{"whatever is given does the same", "wrap.over", []any{int64(128), int64(-128)}, []any{int64(128), int64(-128)}, false},
		{"a divisor of zero", "wrap.zero", []any{int64(3), int64(0)}, []any{int64(0), int64(0)}, true},
		{"another divisor", "wrap.zero", []any{int64(3), int64(0)}, []any{int64(2), int64(0)}, false},
		{"accesses are the executor's to tell", "write.heap", []any{int64(3), int64(0)}, []any{int64(2), int64(0)}, false},
	}
	for _, test := range tests {
		if got, _ := (Demand{test.sink}).Broken(test.benign, test.attacked, ""); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
