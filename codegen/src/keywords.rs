//! What a key of a description says of what is below it.

/// Keys that hold words rather than facts, wherever they are not the name of something.
pub(crate) const PROSE: &[&str] = &[
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "externalDocs",
    "x-code-samples",
    "x-codeSamples",
    "contact",
    "license",
    "termsOfService",
];

/// Keys below which the keys are names that the vendor chose.
pub(crate) const NAMES: &[&str] = &[
    "properties",
    "patternProperties",
    "schemas",
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "paths",
    "content",
    "mapping",
    "variables",
    "encoding",
];
