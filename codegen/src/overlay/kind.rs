//! The kind of a node of a description, as far as an overlay can add to it.

/// The kinds of nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameters,
    Parameter,
    RequestBodies,
    RequestBody,
    Responses,
    Response,
    Headers,
    Header,
    Content,
    MediaType,
    Schemas,
    Schema,
    /// The parts of an `allOf`, a `oneOf` or an `anyOf`.
    Parts,
    /// The `$ref` of a schema.
    Reference,
    SecuritySchemes,
    SecurityScheme,
    /// A value of an `enum`, in `x-enumDescriptions`.
    Value,
    Other,
}

impl Kind {
    /// The kind of the node at a JSON pointer.
    pub(super) fn at(pointer: &str) -> Self {
        let steps = pointer.split('/').skip(1);
        steps.fold(Self::Document, |kind, step| {
            // Escaped steps are names, whose spelling does not matter.
            kind.child(step)
        })
    }

    /// The kind of an entry, or of an element.
    pub(super) fn child(self, key: &str) -> Self {
        match (self, key) {
            (Self::Document, "paths") => Self::Paths,
            (Self::Document, "components") => Self::Components,
            (Self::Components, "schemas") | (Self::Schema, "properties") => Self::Schemas,
            (Self::Components | Self::Operation | Self::PathItem, "parameters") => Self::Parameters,
            (Self::Components, "requestBodies") => Self::RequestBodies,
            (Self::Components | Self::Operation, "responses") => Self::Responses,
            (Self::Components | Self::Response, "headers") => Self::Headers,
            (Self::Components, "securitySchemes") => Self::SecuritySchemes,
            (
                Self::PathItem,
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace",
            ) => Self::Operation,
            (Self::Operation, "requestBody") | (Self::RequestBodies, _) => Self::RequestBody,
            (Self::RequestBody | Self::Response | Self::Parameter | Self::Header, "content") => {
                Self::Content
            }
            (Self::Parameter | Self::Header | Self::MediaType, "schema") => Self::Schema,
            (Self::Schema, "items" | "additionalProperties" | "not") => Self::Schema,
            (Self::Schema, "allOf" | "oneOf" | "anyOf") => Self::Parts,
            (Self::Schema, "$ref") => Self::Reference,
            (Self::Paths, _) if key.starts_with("x-") => Self::Other,
            (Self::Paths, _) => Self::PathItem,
            (Self::Parameters, _) => Self::Parameter,
            (Self::Responses, _) => Self::Response,
            (Self::Headers, _) => Self::Header,
            (Self::Content, _) => Self::MediaType,
            (Self::Schemas | Self::Parts, _) => Self::Schema,
            (Self::SecuritySchemes, _) => Self::SecurityScheme,
            _ => Self::Other,
        }
    }

    /// Whether the keys are names that the vendor chose.
    pub(super) fn holds_names(self) -> bool {
        matches!(
            self,
            Self::Paths
                | Self::Parameters
                | Self::RequestBodies
                | Self::Responses
                | Self::Headers
                | Self::Content
                | Self::Schemas
                | Self::SecuritySchemes
        )
    }

    /// The keys of which an added node needs one to define something; none for other kinds.
    pub(super) fn essence(self) -> &'static [&'static str] {
        match self {
            Self::PathItem => &["$ref"],
            Self::Operation => &["responses"],
            Self::Parameter => &["$ref", "name"],
            Self::RequestBody => &["$ref", "content"],
            // A response requires a description only: `content: {}` is one without a body.
            Self::Response => &["$ref", "content", "headers"],
            Self::Header => &["$ref", "schema", "content"],
            Self::MediaType => &["schema"],
            Self::Schema => &["type", "$ref", "allOf", "oneOf", "anyOf", "enum", "not"],
            Self::SecurityScheme => &["$ref", "type"],
            _ => &[],
        }
    }

    /// What it is called, with what it needs to be added.
    pub(super) fn needs(self) -> &'static str {
        match self {
            Self::PathItem => "an operation",
            Self::Operation => "`responses`",
            Self::Parameter => "a `name` and a place (`in`)",
            Self::RequestBody => "`content`",
            Self::Response => "`content`, which may be `{}`",
            Self::Header | Self::MediaType => "a `schema`",
            _ => "a `type` or a `$ref`",
        }
    }
}
