package cwebenchjava

import (
	"testing"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

func TestCorpus(t *testing.T) {
	const slug, sealed = "apache__activemq_CVE-1_1.0", "apache__tika_CVE-2_1.0"
	checkout := map[string]string{
		"data/project_info.csv": "id,project_slug,cwe_id\n1," + slug + ",CWE-022\n2," + sealed + ",CWE-079\n3,apache__gone_CVE-3_1,CWE-078\n",
		"data/fix_info.csv": "project_slug,file,class,class_start,class_end,method,method_start,method_end,signature\n" +
			slug + ",src/A.java,A,1,9,run,2,3,\"run(String a, int b)\"\n" + slug + ",src/B.java,B,1,2,added,,,\n" + slug + ",src/test/T.java,T,1,2,t,1,2,\n" +
			sealed + ",src/A.java,A,1,1,run,1,1,\n",
		"project-sources/" + slug + "/src/A.java":      "class A {\n\n\n\tvoid run(String a) {\n\t}\n\tvoid run() { }\n}\n\n\n",
		"project-sources/" + slug + "/src/B.java":      "1\n2\n",
		"project-sources/" + slug + "/src/test/T.java": "1\n2\n",
		"project-sources/" + sealed + "/src/A.java":    "1\n",
	}
	at := "project-sources/" + slug + "/src/"
	corpustest.Run(t, Corpus, checkout, corpus.Tune, slug+" bad CWE-22 "+at+"A.java:4-5 "+at+"A.java:6 "+at+"B.java:1-2")
	corpustest.Run(t, Corpus, checkout, corpus.Judge, sealed+" bad CWE-79 project-sources/"+sealed+"/src/A.java:1")
}
