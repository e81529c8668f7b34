package vulnerableapp

import (
	"testing"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

func TestCorpus(t *testing.T) {
	const file = "src/main/java/v/path/Path.java"
	checkout := map[string]string{
		"src/main/java/types/VulnerabilityType.java": "enum VulnerabilityType {\n    PATH_TRAVERSAL(22, 33),\n    OTHER(79, null);\n}\n",
		file: "class Path {\n  @AttackVector(\n      vulnerabilityExposed = {VulnerabilityType.PATH_TRAVERSAL})\n  @VulnerableAppRequestMapping(value = L.ONE)\n  public R one() {\n  }\n" +
			"\n  @VulnerableAppRequestMapping(value = L.TWO, variant = Variant.SECURE)\n  public R two() {\n  }\n  R helper() { }\n}\n",
	}
	corpustest.Run(t, Corpus, checkout, corpus.Tune,
		"Path.java/one bad CWE-22 "+file+":2-6",
		"Path.java/two good CWE-22 "+file+":8-10")
}
