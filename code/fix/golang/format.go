package golang

import "github.com/prunella/prunella/code/fix"

// dataFormat says why it changes nothing: another format is another agreement with
// whoever wrote the data.
func dataFormat(in *fix.Input) ([]fix.Candidate, error) {
	format := "the format"
	if len(in.Flow.Args) > 1 {
		if name, ok := in.Flow.Args[1].Str.Exact(); ok && name != "" {
			format = name
		}
	}
	return nil, shape("who sends %s must send JSON first; data that is stored must be converted", format)
}
