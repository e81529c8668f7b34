package javascript

import (
	"fmt"
	"regexp"

	"github.com/prunella/prunella/code/fix"
)

const calculator = `function calculate(text) {
  const tokens = String(text).match(/\d+(\.\d+)?|[-+*\/%()]/g) ?? [];
  if (tokens.join('') !== String(text).replace(/\s/g, '')) throw new Error('not a formula');
  let at = 0;
  function operand() {
    const token = tokens[at++];
    if (token === '-') return -operand();
    if (token === '+') return operand();
    if (token === '(') {
      const value = sum();
      if (tokens[at++] !== ')') throw new Error('not a formula');
      return value;
    }
    if (!/^\d/.test(token)) throw new Error('not a formula');
    return Number(token);
  }
  function product() {
    let value = operand();
    while (tokens[at] === '*' || tokens[at] === '/' || tokens[at] === '%') {
      const sign = tokens[at++];
      const right = operand();
      if (sign === '*') value = value * right;
      else value = sign === '/' ? value / right : value % right;
    }
    return value;
  }
  function sum() {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const sign = tokens[at++];
      const right = product();
      value = sign === '+' ? value + right : value - right;
    }
    return value;
  }
  const value = sum();
  if (at !== tokens.length) throw new Error('not a formula');
  return value;
}
`

var calculates = regexp.MustCompile(`(?i)expr|formula|calc|comput|arith|equation|math`)

// calculated computes a formula of numbers instead of running code, where the words
// around speak of formulas.
func calculated(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.call()
	callee, args := s.t.First(call), s.t.Child(call, 1)
	if call == 0 || s.t.Text(callee) != "eval" || s.t.Count(args) != 1 {
		return nil, fmt.Errorf("no single value is run as code here")
	}
	if parts := pieces(s.t, s.t.First(args), nil); len(parts) != 1 || parts[0].expr == 0 || !calculates.MatchString(s.t.Text(args)) {
		return nil, fmt.Errorf("nothing says that the code is a formula")
	}
	s.replace(callee, "calculate")
	if err := s.helper("calculate", calculator); err != nil {
		return nil, err
	}
	return s.done("calculate", "the value is computed as a formula of numbers, and no code is run"), nil
}
