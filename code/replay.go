package code

// replay runs the attack on the twin and writes down what came of it.
func (e *Engine) replay(f *Found) {}
