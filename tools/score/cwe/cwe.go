// Package cwe says which weakness numbers answer the same question, so that an
// analyser is not wrong for naming a parent or a child of the label's class. It is
// for scoring only, the same for every tool and every corpus, and follows MITRE's
// "ChildOf" and "PeerOf" relations; where tools and corpora use two numbers for one
// thing in practice, that is said beside the family.
package cwe

import (
	"regexp"
	"slices"
	"strconv"
)

// families are sets of numbers, any of which is an answer to any other.
var families = [][]int{
	{22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 73, 99}, // paths; 73 and 99 are parents
	{74, 77, 78, 88}, // commands
	{79, 80, 81, 82, 83, 84, 85, 86, 87, 116}, // markup
	{89, 564, 943}, // statements
	{90, 943},
	{91, 643, 652, 943},
	{94, 95, 96, 98, 917, 1336, 470}, // evaluated text
	{74, 94, 1336, 917},
	{93, 113, 644},
	{117, 93, 116},
	{119, 120, 121, 122, 123, 124, 125, 126, 127, 129, 131, 193, 786, 787, 788, 805, 806, 823, 242, 676}, // bounds
	{190, 191, 680, 681, 194, 195, 196, 197, 192, 128},                                                   // arithmetic and conversions
	{259, 321, 798, 547},
	{287, 798}, // 287 is 798's parent in MITRE's simplified mapping (view 1003)
	{295, 297, 296, 298, 299, 599},
	{310, 326, 327, 328, 780, 916, 759, 760, 329, 1204}, // algorithms, keys and modes
	{310, 311, 319, 312, 313, 315, 522, 523, 256},
	{330, 331, 334, 335, 336, 337, 338, 340, 341, 342, 343, 344},
	{345, 347, 346},
	{352, 346}, // 352 is a composite that requires 346
	{377, 378, 379},
	{400, 409, 770, 789, 1333, 730, 185, 776, 606, 1050},
	{401, 771, 772, 773, 775, 404, 459, 911},
	{415, 416, 825, 672, 675, 590, 761, 762},
	{457, 824, 908, 909, 665},
	{476, 690, 252, 253, 395},
	{501},
	{502},
	{601},
	{611, 776, 827, 112},
	{614, 1275, 311, 315, 539},
	{732, 276, 277, 278, 279, 281, 266},
	{918, 441, 610},
	{915, 1321, 471},
	{134},
	{369},
	{362, 364, 366, 367},
	{114, 426, 427, 428, 73, 470},
	{200, 201, 209, 497, 532, 533, 534, 535, 526, 538, 117},
	{284, 285, 287, 862, 863, 639, 566, 306},
	{758, 469, 468, 188, 562, 588, 587, 843, 704},
	{489, 215, 11},
	{20},
}

// Same reports whether a finding of the number got answers a label of the number
// want.
func Same(want, got int) bool {
	if want == got {
		return true
	}
	return slices.ContainsFunc(families, func(f []int) bool { return slices.Contains(f, want) && slices.Contains(f, got) })
}

// AnySame reports whether one of the numbers got answers one of want.
func AnySame(want, got []int) bool {
	return slices.ContainsFunc(want, func(w int) bool {
		return slices.ContainsFunc(got, func(g int) bool { return Same(w, g) })
	})
}

var number = regexp.MustCompile(`(?i)\bcwe[-_ ]?0*([1-9][0-9]{0,4})\b`)

// In lists the numbers that a text names ("external/cwe/cwe-089", "CWE-89: SQL…"),
// in their order.
func In(text string) []int {
	var out []int
	for _, m := range number.FindAllStringSubmatch(text, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
