package sarif

type document struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []run  `json:"runs"`
}

type run struct {
	Tool       tool                `json:"tool"`
	Runs       []invocation        `json:"invocations"`
	Results    []result            `json:"results"`
	ColumnKind string              `json:"columnKind"`
	Language   string              `json:"language"`
	Newlines   []string            `json:"newlineSequences"`
	Bases      map[string]location `json:"originalUriBaseIds"`
}

type location struct{}

type tool struct {
	Driver driver `json:"driver"`
}

type driver struct {
	Name     string `json:"name"`
	Version  string `json:"semanticVersion"`
	Language string `json:"language"`
	Rules    []rule `json:"rules"`
}

type rule struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	Short      message    `json:"shortDescription"`
	Help       help       `json:"help"`
	Default    config     `json:"defaultConfiguration"`
	Properties properties `json:"properties"`
}

type help struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
}

type config struct {
	Level string `json:"level"`
}

type properties struct {
	Tags     []string `json:"tags"`
	Severity string   `json:"security-severity"`
}

type message struct {
	Text string `json:"text"`
}

type result struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      message           `json:"message"`
	Locations    []place           `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Flows        []codeFlow        `json:"codeFlows,omitempty"`
	Fixes        []fix             `json:"fixes,omitempty"`
	Suppressions []suppression     `json:"suppressions,omitempty"`
	Properties   resultProperties  `json:"properties"`
}

// suppression is section 3.35 of the standard. What we know of it lies outside the
// source, so its kind is always "external".
type suppression struct {
	Kind          string                `json:"kind"`
	Status        string                `json:"status"`
	Justification string                `json:"justification"`
	Properties    suppressionProperties `json:"properties"`
}

type suppressionProperties struct {
	Knowledge string `json:"knowledge"`
	Signer    string `json:"signer"`
	Until     string `json:"until"`
}

type resultProperties struct {
	Tags        []string `json:"tags,omitempty"` // weaknesses, where they are not all of the rule's
	ID          string   `json:"id"`
	Level       string   `json:"level"`
	Confidence  int      `json:"confidence"`
	Witness     string   `json:"witness,omitempty"`
	Certificate string   `json:"certificate,omitempty"`
	Grade       string   `json:"grade,omitempty"`
}

type place struct {
	Physical physical  `json:"physicalLocation"`
	Logical  []logical `json:"logicalLocations,omitempty"`
	Message  *message  `json:"message,omitempty"`
}

type physical struct {
	Artifact artifact `json:"artifactLocation"`
	Region   *region  `json:"region,omitempty"`
}

type artifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId"`
}

type region struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
}

type logical struct {
	Name string `json:"fullyQualifiedName"`
	Kind string `json:"kind"`
}

type codeFlow struct {
	Threads []threadFlow `json:"threadFlows"`
}

type threadFlow struct {
	Locations []threadLocation `json:"locations"`
}

type threadLocation struct {
	Location   place  `json:"location"`
	Importance string `json:"importance"`
}

type invocation struct {
	Successful bool           `json:"executionSuccessful"`
	Notes      []notification `json:"toolExecutionNotifications"`
}

type notification struct {
	Level     string  `json:"level"`
	Message   message `json:"message"`
	Locations []place `json:"locations,omitempty"`
}

type fix struct {
	Description message          `json:"description"`
	Changes     []artifactChange `json:"artifactChanges"`
}

type artifactChange struct {
	Artifact     artifact      `json:"artifactLocation"`
	Replacements []replacement `json:"replacements"`
}

type replacement struct {
	Deleted  region  `json:"deletedRegion"`
	Inserted message `json:"insertedContent"`
}
