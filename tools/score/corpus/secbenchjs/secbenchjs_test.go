package secbenchjs

import (
	"testing"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

func TestCorpus(t *testing.T) {
	checkout := map[string]string{
		"command-injection/async-git_1.13.1/package.json":                          `{"dependencies": {"async-git": "1.13.1"}, "sink": "index.js:2:5"}`,
		"command-injection/async-git_1.13.1/node_modules/async-git/index.js":       "a\nb\nc\n",
		"command-injection/async-git_1.13.1/node_modules/async-git/short/index.js": "a",
		"redos/zebra_1.0.0/package.json":                                           `{"dependencies": {"zebra": "1.0.0"}, "sink": "lib/z.js:1:1"}`,
		"redos/zebra_1.0.0/node_modules/zebra/lib/z.js":                            "a\n",
		"redos/absent_1.0.0/package.json":                                          `{"dependencies": {"absent": "1.0.0"}, "sink": "z.js:1:1"}`,
		"redos/broken_1.0.0/package.json":                                          `{`,
	}
	corpustest.Run(t, Corpus, checkout, corpus.Tune,
		"command-injection/async-git_1.13.1 bad CWE-78 command-injection/async-git_1.13.1/installed/async-git/index.js:2")
	corpustest.Run(t, Corpus, checkout, corpus.Judge, "redos/zebra_1.0.0 bad CWE-1333 redos/zebra_1.0.0/installed/zebra/lib/z.js:1")
}
