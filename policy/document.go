package policy

// The types of this file are the format: the decoder and the JSON Schema are both made
// from them and from their tags. key is the name of a member; need says that it must be
// there; of the members in one exactly one must be; enum, match, min, max and most are
// what a value must keep to: most bounds characters and elements.

// text is a string and where it stands.
type text struct {
	at
	v string
}

// number is an integer and where it stands.
type number struct {
	at
	v   int
	set bool
}

// boolean is true or false and where it stands.
type boolean struct {
	at
	v, set bool
}

// document is one layer.
type document struct {
	Place        at
	Version      number             `key:"version" need:"true" min:"1" max:"1" doc:"The version of the format: 1."`
	Serial       number             `key:"serial" min:"1" max:"9007199254740991" doc:"Counts the versions of a remote layer; it never goes back."`
	Title        text               `key:"title" most:"120" match:"^[^\\x00-\\x1f\\x7f]+$" doc:"What the policy is for."`
	Detectors    *detectorSection   `key:"detectors" doc:"What is looked for."`
	PII          []text             `key:"pii" most:"16" enum:"cards|bank-accounts|national-ids|emails|phones|ip-addresses|devices" doc:"Families of personal data to look for."`
	Names        []text             `key:"names" most:"1000" match:"^[A-Za-z0-9]+(_[A-Za-z0-9]+){0,3}$" doc:"Names under which every value is hidden: one to four words joined by underscores."`
	Paths        []pathEntry        `key:"paths" most:"1000" doc:"What happens to fields by their path."`
	Strict       *strictSection     `key:"strict" doc:"Hide every value that has a name, but for those listed."`
	Allow        []allowEntry       `key:"allow" most:"1000" doc:"What is not hidden although a rule says so."`
	ReportOnly   []reportEntry      `key:"report_only" most:"1000" doc:"Detectors and paths that count and report, and change nothing."`
	Replacement  text               `key:"replacement" match:"^(label|fixed:[A-Za-z0-9_.:#*()\\[\\]-]{1,64}|mask:[0-4],[0-4]|hmac:[a-z0-9-]{1,48})$" doc:"What stands for a secret: label, fixed:TEXT, mask:HEAD,TAIL or hmac:KEY-RING. The default is label."`
	Replacements []replacementEntry `key:"replacements" most:"1000" doc:"Replacements of single detectors."`
	Actions      []actionEntry      `key:"actions" most:"1000" doc:"What single detectors do where they decide on a field by its name, or with deny wherever they find something."`
	Deny         *denySection       `key:"deny" doc:"More of the action deny."`
	Limits       *limitSection      `key:"limits" doc:"Bounds."`
	StableTypes  boolean            `key:"stable_types" doc:"Keep JSON types: a hidden number becomes 0."`
	Secrets      []secretEntry      `key:"secrets" most:"64" doc:"Where live secrets come from."`
	KeyRings     []ringEntry        `key:"key_rings" most:"16" doc:"Keys of hmac replacements, by reference."`
	Levels       []levelEntry       `key:"levels" most:"64" doc:"Less work for a time, for a sink or a share of the instances. Of those that hold for a sink the last one counts."`
	Delegate     []text             `key:"delegate" most:"8" enum:"off|report-only|allow|show|replacement|action|level|limits" doc:"What layers below may relax of this one. The default is nothing."`
	Examples     []exampleEntry     `key:"examples" most:"1000" doc:"Texts, and what the policy makes of them."`
}

// relaxed is what every entry has that makes a policy weaker.
type relaxed struct {
	Owner  text `key:"owner" need:"true" most:"64" match:"^[^\\x00-\\x1f\\x7f]+$" doc:"Who answers for it."`
	Reason text `key:"reason" need:"true" most:"200" match:"^[^\\x00-\\x1f\\x7f]+$" doc:"Why."`
	Until  text `key:"until" need:"true" match:"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?$" doc:"The last day, or a time, in UTC: 2026-12-31 or 2026-12-31T12:00:00Z. Afterwards the entry counts for nothing."`
}

type detectorSection struct {
	Place     at
	Catalogue text        `key:"catalogue" match:"^[0-9]+[.][0-9]+[.][0-9]+$" doc:"The version of the catalogue. The default is that of the program."`
	Preset    text        `key:"preset" enum:"default|structural|contextual|secrets|all|none" doc:"Which detectors of the catalogue are on. The default is default."`
	SemConv   boolean     `key:"semconv" doc:"Also the detectors of names that the semantic conventions of OpenTelemetry call sensitive."`
	On        []text      `key:"on" most:"1000" match:"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$" doc:"More detectors of the catalogue, by ID."`
	Off       []ruleEntry `key:"off" most:"1000" doc:"Detectors that are not on, by ID."`
	Own       []ownEntry  `key:"own" most:"256" doc:"Detectors that the catalogue does not have."`
}

// ruleEntry weakens a detector.
type ruleEntry struct {
	Place    at
	Detector text `key:"detector" need:"true" match:"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$" doc:"Its ID; name stands for the names of the policy."`
	relaxed
}

// reportEntry makes a detector or a path rule change nothing.
type reportEntry struct {
	Place    at   `one:"detector|path"`
	Detector text `key:"detector" match:"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$" doc:"Its ID; name stands for the names of the policy."`
	Path     text `key:"path" most:"1024" match:"^[^\\x00-\\x1f\\x7f]+$" doc:"The path of a rule, as paths has it."`
	relaxed
}

type ownEntry struct {
	Place   at      `one:"pattern|names"`
	ID      text    `key:"id" need:"true" match:"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$" doc:"Its ID, stable for ever."`
	Doc     text    `key:"doc" most:"200" doc:"What is found, on one line."`
	Source  text    `key:"source" most:"300" doc:"Where the format is described."`
	Tier    text    `key:"tier" enum:"structural|contextual|entropy|pii" doc:"What makes a match certain. The default is structural for a pattern and contextual for names."`
	Pattern text    `key:"pattern" most:"4096" match:"^[^\\x00-\\x1f\\x7f]+$" doc:"RE2 syntax; one group marks what is replaced."`
	Near    []text  `key:"near" most:"64" match:"^[^\\x00-\\x1f\\x7f]{1,64}$" doc:"Words of which one must stand shortly before the match or in it."`
	Names   []text  `key:"names" most:"256" match:"^[A-Za-z0-9]+(_[A-Za-z0-9]+){0,3}$" doc:"Names of values that are hidden."`
	Weak    boolean `key:"weak" doc:"Under these names ordinary words, small numbers and paths stay."`
	Extent  text    `key:"extent" enum:"value|scheme|line" doc:"How far the value of a name reaches. The default is value."`
	Hits    []text  `key:"hits" need:"true" most:"64" doc:"Texts in which ⟦ and ⟧ enclose what is replaced; every ¦ is removed first."`
	Misses  []text  `key:"misses" most:"64" doc:"Texts in which nothing is found."`
}

type pathEntry struct {
	Place       at
	Path        text `key:"path" need:"true" most:"1024" match:"^[^\\x00-\\x1f\\x7f]+$" doc:"Names joined by dots; * is any one name and ** any number of them."`
	Action      text `key:"action" enum:"redact|drop_field|deny" doc:"The default is redact; deny leaves a stub of the record."`
	Replacement text `key:"replacement" match:"^(label|fixed:[A-Za-z0-9_.:#*()\\[\\]-]{1,64}|mask:[0-4],[0-4]|hmac:[a-z0-9-]{1,48})$" doc:"What stands for the value; for redact only."`
}

type strictSection struct {
	Place at
	Show  []text `key:"show" need:"true" most:"1000" match:"^[^\\x00-\\x1f\\x7f]+$" doc:"Paths of values that are searched as if they had no name. A list without elements hides all."`
}

type allowEntry struct {
	Place  at   `one:"name|sha256|path"`
	Name   text `key:"name" match:"^[A-Za-z0-9]+(_[A-Za-z0-9]+){0,3}$" doc:"A whole name that only looks sensitive."`
	SHA256 text `key:"sha256" match:"^[0-9a-f]{64}$" doc:"The SHA-256 of a value that is never hidden, so that the policy does not hold the value."`
	Path   text `key:"path" most:"1024" match:"^[^\\x00-\\x1f\\x7f]+$" doc:"The path of a field that is searched as if it had no name."`
	relaxed
}

type replacementEntry struct {
	Place       at
	Detector    text `key:"detector" need:"true" match:"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$" doc:"Its ID; live-secret stands for live secrets, path for path rules."`
	Replacement text `key:"replacement" need:"true" match:"^(label|fixed:[A-Za-z0-9_.:#*()\\[\\]-]{1,64}|mask:[0-4],[0-4]|hmac:[a-z0-9-]{1,48})$" doc:"What stands for a secret."`
}

type actionEntry struct {
	Place    at
	Detector text `key:"detector" need:"true" match:"^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$" doc:"Its ID."`
	Action   text `key:"action" need:"true" enum:"redact|drop_field|deny" doc:"What happens to the field, or with deny to the record: a stub is left of it."`
}

type denySection struct {
	Place        at
	WithoutStubs boolean `key:"without_stubs" doc:"Leave nothing of a record that is denied, where the default is a stub with its time, level, source and the detector."`
	AuditFields  []text  `key:"audit_fields" most:"16" match:"^[^\\x00-\\x1f\\x7f]{1,128}$" doc:"Fields that mark a record as one of an audit log: it is never denied, its secrets are replaced."`
}

type limitSection struct {
	Place     at
	MaxMatch  number `key:"max_match" min:"1024" max:"1048576" doc:"Bytes of a match. The default is 16384."`
	MaxDepth  number `key:"max_depth" min:"1" max:"1000" doc:"Nesting. The default is 64."`
	MaxNodes  number `key:"max_nodes" min:"1" max:"1073741824" doc:"Values of one call. The default is 10000."`
	MaxText   number `key:"max_text" min:"1024" max:"1073741824" doc:"Bytes of one rendered value. The default is 1048576."`
	MaxStates number `key:"max_states" min:"1" max:"1000000" doc:"States of all patterns of own. The default is 100000."`
}

type secretEntry struct {
	Place    at     `one:"env|dir|dotenv"`
	Env      []text `key:"env" most:"256" match:"^[^\\x00=]+$" doc:"Names of variables of the environment, or patterns such as *_TOKEN."`
	Dir      text   `key:"dir" match:"^[^\\x00]+$" doc:"A directory that holds a file for each value."`
	DotEnv   text   `key:"dotenv" match:"^[^\\x00]+$" doc:"A file of lines name=value."`
	Patterns []text `key:"patterns" most:"256" match:"^[^\\x00=]+$" doc:"Which variables of dotenv. The default is all."`
}

type ringEntry struct {
	Place    at
	Name     text      `key:"name" need:"true" match:"^[a-z0-9-]{1,48}$" doc:"What replacements call it."`
	Current  *keyEntry `key:"current" need:"true" doc:"The key of new tokens."`
	Previous *keyEntry `key:"previous" doc:"The key before, of which tokens are given beside."`
	Tenant   text      `key:"tenant" most:"64" doc:"Separates tokens: equal secrets of two tenants have different ones."`
}

type keyEntry struct {
	Place at   `one:"file|env"`
	ID    text `key:"id" need:"true" match:"^[A-Za-z0-9]{1,4}$" doc:"Shown in every token."`
	File  text `key:"file" match:"^[^\\x00]+$" doc:"A file of at least 32 bytes, less one line end."`
	Env   text `key:"env" match:"^[A-Za-z_][A-Za-z0-9_]*$" doc:"A variable of the environment of at least 32 bytes."`
}

type levelEntry struct {
	Place at
	Level text   `key:"level" need:"true" enum:"full|essential|off" doc:"essential leaves live secrets, structural detectors, strong names and paths; off hides nothing."`
	Sink  text   `key:"sink" match:"^[A-Za-z0-9._-]{1,64}$" doc:"For which sink. The default is all."`
	Share number `key:"share" min:"1" max:"100" doc:"For how many of a hundred instances. The default is 100."`
	relaxed
}

type exampleEntry struct {
	Place at
	In    text    `key:"in" need:"true" most:"65536" doc:"A text; every ¦ is removed first."`
	Out   text    `key:"out" need:"true" most:"65536" doc:"What the policy makes of it, at the level full, with labels for keyed tokens."`
	JSON  boolean `key:"json" doc:"The text is JSON."`
}
