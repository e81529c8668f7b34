package main

import (
	"fmt"
	"runtime"

	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/demands"
	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/python"
	"github.com/prunella/prunella/code/rule"
	"github.com/prunella/prunella/code/rules"
	"github.com/prunella/prunella/render"
	"github.com/prunella/prunella/render/text"
)

// languages lists the front ends.
func languages() []lang.Language {
	return []lang.Language{golang.Language{}, python.Language{}}
}

// strategies lists the ways to mend, by language.
func strategies() map[string][]fix.Strategy {
	return map[string][]fix.Strategy{}
}

// renderers lists the formats.
func renderers(color bool) []render.Renderer {
	return []render.Renderer{text.Renderer{Color: color}}
}

// newEngine joins what the code wing knows.
func newEngine(jobs int) (*code.Engine, error) {
	all, err := rule.Load(rules.Files)
	if err != nil {
		return nil, fmt.Errorf("the built-in rules: %w", err)
	}
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return &code.Engine{
		Languages: languages(), Rules: all, Demands: demands.All(), Strategies: strategies(),
		Options: code.Options{Jobs: jobs},
	}, nil
}
