package text

// Set is a set of bytes.
type Set [4]uint64

// Lang is a regular language.
type Lang struct{}
