//! The diagnostics that exist: for each its code, its level, and what it means.
//!
//! The documentation of a variant is the explanation that `cargo xtask codes CODE` prints: what the
//! diagnostic means, why the input is not accepted, and a way out.

use std::fmt;

use super::Level::{self, Error, Warning};

macro_rules! codes {
    ($($(#[doc = $line:literal])+ $variant:ident = $name:literal, $level:ident;)+) => {
        /// A kind of diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $line])+ $variant,)+
        }

        impl Code {
            /// Every code, by name.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable name, in kebab case: `dead-link`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The level of a diagnostic with this code, unless warnings are errors.
            pub const fn level(self) -> Level {
                match self { $(Self::$variant => $level,)+ }
            }

            /// One paragraph, in lines of at most 100 characters.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($line, "\n"),+),)+ }
            }
        }
    };
}

codes! {
    /// `x-actors` is malformed, or names a header, an operation or a resource that the description
    /// does not have. A client for an actor would lack what the name stands for. Correct the name
    /// or the form, or delete the entry if the vendor removed what it names.
    Actor = "actor", Error;

    /// A schema, a parameter or a response contains itself, and nothing in between is optional, an
    /// array or a map. No value of it can exist. Make one of the references optional, or replace
    /// one of the schemas.
    CircularReference = "circular-reference", Error;

    /// The model has another number of operations, parameters, properties or values than the
    /// description. The generator dropped or invented something, so nothing is generated. Please
    /// report it together with the part of the description.
    Conservation = "conservation", Error;

    /// A `$ref` has no target in the document, or one of another kind. The type that it stands for
    /// is unknown. Correct the reference, add the target with an overlay, or import the file again
    /// if it ends too early. References to other files are not followed.
    DanglingReference = "dangling-reference", Error;

    /// Inline code in a description looks like an operation, a resource or a type, and the crate
    /// has none of that name, or `x-aliases` has an entry for none. Readers would look for it in
    /// vain. Correct the name, write it in another way, or list it in `x-literals` if it is not
    /// meant as a link.
    DeadLink = "dead-link", Error;

    /// `x-derive` is malformed, is not on an object with properties, or lists a property that the
    /// object does not have. Correct the name, or delete the entry if the vendor removed it.
    Derive = "derive", Error;

    /// The value of `x-documented` is not a boolean. Write `x-documented: true` if every operation,
    /// parameter, schema and property has to be documented; otherwise remove it.
    Documented = "documented", Error;

    /// An object has one key twice. Which of the two counts depends on the parser. Remove one.
    DuplicateKey = "duplicate-key", Error;

    /// Two operations have one `operationId`. Their methods and types would have the same names.
    /// Give one of them another `operationId` with an overlay.
    DuplicateOperation = "duplicate-operation", Error;

    /// An operation declares one parameter twice. Remove one of the two with an overlay.
    DuplicateParameter = "duplicate-parameter", Error;

    /// An `enum` lists one value twice. An enum in Rust has each value once. Remove one of the two.
    DuplicateValue = "duplicate-value", Error;

    /// A path has no operation, so nothing is generated for it. Remove the path with an overlay, or
    /// add the operation that is missing.
    EmptyPath = "empty-path", Warning;

    /// `x-empty` is not `absent`, or is not on the string of a response, where alone it has an
    /// effect. Move it to the schema of such a property, or remove it.
    EmptyString = "empty-string", Error;

    /// A file is not in UTF-8. Convert it; the report shows the first byte that is not.
    Encoding = "encoding", Error;

    /// `x-errors` is malformed, or lists a name that is no value of an enum in the error responses of
    /// the operation. Correct the name, or add the value to the enum.
    Errors = "errors", Error;

    /// `x-example` is malformed, or lists an input that the operation does not have or that its
    /// example shows anyway. Correct the name, or delete the entry.
    Example = "example", Error;

    /// The value of `x-idempotent` is not a boolean. Write `true` if a call may be retried after
    /// the server may have carried it out, and `false` if not.
    Idempotent = "idempotent", Error;

    /// A response with this status code has no body in HTTP, and the description gives it content,
    /// which is ignored. Remove `content`, or describe it with another status code.
    IgnoredBody = "ignored-body", Warning;

    /// OpenAPI ignores this key where it is: beside a `$ref`, or in a parameter of another kind.
    /// Move it to what the `$ref` leads to, or remove it with an overlay.
    IgnoredKey = "ignored-key", Warning;

    /// OpenAPI ignores parameters for the headers `Accept`, `Content-Type` and `Authorization`:
    /// the content and the security of the operation determine them. Remove the parameter.
    IgnoredParameter = "ignored-parameter", Warning;

    /// The file begins like JSON and is not JSON. Correct it at the position; fetch or import it
    /// again if it ends too early.
    JsonSyntax = "json-syntax", Error;

    /// `x-literals` is malformed, or lists a name that no documentation contains. It is an object
    /// with a string for each name. Delete an entry that nothing needs.
    Literals = "literals", Error;

    /// A `$ref` is where OpenAPI 3.0 allows none, so it would be ignored. Write what it leads to in
    /// its place with an overlay, or refer to a part of it.
    MisplacedReference = "misplaced-reference", Error;

    /// Two things get one name in Rust. The report proposes entries of `names.toml` that tell them
    /// apart; `cargo xtask regen --write-names` writes all of them.
    NameCollision = "name-collision", Error;

    /// An entry of `names.toml` is malformed: a table or a key that does not exist, an exception
    /// without a reason, a pattern in the wrong place, or a name that is not an identifier.
    NamesEntry = "names-entry", Error;

    /// `names.toml` is not TOML. No name can be given without it. Correct it at the position.
    NamesSyntax = "names-syntax", Error;

    /// An entry of `names.toml` matches nothing in the description, so it changes no name. Correct
    /// it, or delete it if the vendor removed what it names: `cargo xtask prune` does that.
    NamesUnused = "names-unused", Error;

    /// A property is `readOnly` and `writeOnly`, so no request and no response may have it. Remove
    /// one of the two with an overlay.
    OneWayProperty = "one-way-property", Error;

    /// The typed form of OpenAPI 3.0 would lose this part of the description, and the generator
    /// would not see it. Write it as OpenAPI 3.0 does, with an overlay.
    OpenapiLoss = "openapi-loss", Error;

    /// A value has another form than OpenAPI 3.0 requires: a string in place of an object, for
    /// instance. Compare with the specification, and correct it with an overlay.
    OpenapiShape = "openapi-shape", Error;

    /// The document is not OpenAPI 3.0. Convert Swagger 2.0 and OpenAPI 3.1 to OpenAPI 3.0 first.
    OpenapiVersion = "openapi-version", Error;

    /// An action of an overlay has neither `update` nor `remove: true`, or both, or an `x-removed`
    /// that is not an array. It would change nothing, or not what it says.
    OverlayAction = "overlay-action", Error;

    /// An overlay has no array of `actions`. Add one, or do not apply the file.
    OverlayActions = "overlay-actions", Error;

    /// An overlay has a key that Overlay 1.0 does not define here. A typing error would go
    /// unnoticed. Correct it, or begin it with `x-` if it is an extension.
    OverlayKey = "overlay-key", Error;

    /// An action replaces an array, and what takes its place lacks one of the values. What the
    /// vendor adds to an array must not be lost. Add the value, or list it in `x-removed`.
    OverlayLoss = "overlay-loss", Error;

    /// An action, or a part of it, changes nothing: the description already says the same. An
    /// overlay must not outlive what it corrects. Delete it; `cargo xtask prune` does that.
    OverlayNoChange = "overlay-no-change", Error;

    /// A target, or a name in it, matches nothing; or an update describes a property or a value
    /// that does not exist. Correct the name, or delete the action if the vendor removed it.
    OverlayNoMatch = "overlay-no-match", Error;

    /// The target of an action is absent, is no JSONPath (RFC 9535), or selects something that the
    /// action cannot be applied to.
    OverlayTarget = "overlay-target", Error;

    /// The file is not an Overlay 1.0 document: it has to begin with `overlay: 1.0.0`.
    OverlayVersion = "overlay-version", Error;

    /// `x-pagination` is malformed, or a runtime expression in it leads to no parameter or property
    /// of the kind that pages need. Correct the expression, or remove the extension.
    Pagination = "pagination", Error;

    /// A placeholder of a path has no path parameter, or a path parameter has no placeholder. The
    /// URL could not be built. Add the parameter, or correct the name.
    PathPlaceholder = "path-placeholder", Error;

    /// A path is no template: a brace is not closed, a placeholder occurs twice, or a character
    /// ends the path of a URL. Remove the path, and add its operations to a correct one.
    PathTemplate = "path-template", Error;

    /// What overlays or `names.toml` name has another name in this version of the description.
    /// `cargo xtask rename OLD NEW` carries the new name over to all files.
    Renamed = "renamed", Error;

    /// `required` lists a property that the schema does not describe. It becomes a field of any
    /// JSON value. Describe the property with an overlay, or correct the name.
    RequiredUnknown = "required-unknown", Warning;

    /// The value of `x-secret` is not a boolean. Write `x-secret: true` for a string that is a
    /// credential, and `false` for one whose name only looks like it.
    SecretExtension = "secret-extension", Error;

    /// `x-secret: true` is on something that is not a string. Only strings are redacted and
    /// zeroized. Set it on the strings in an object or an array.
    SecretKind = "secret-kind", Error;

    /// `x-secret-names` is not an array of single words in lower case. Other words never occur
    /// among the words of a name.
    SecretNames = "secret-names", Error;

    /// A property or a parameter has a word of `x-secret-names` in its name, and nothing says
    /// whether it is a secret. A secret that is not redacted ends in a log. Set `x-secret`.
    SecretUndecided = "secret-undecided", Error;

    /// `x-skip-unreadable` is not `true`, or is not on the array of a response, where alone it has
    /// an effect. Move it to the schema of such a property, or remove it.
    SkipUnreadable = "skip-unreadable", Error;

    /// Two sources have one name for what differs, such as a schema or an operation, or one refers
    /// to what only another has. Nothing is merged, as either of the two may be meant. Give the
    /// component of the later source a key of its own in `names.toml`, below `[sources.NAME]`, or
    /// select the paths of one of them so that they have nothing in common.
    SourceConflict = "source-conflict", Error;

    /// `x-resources` or `x-enumDescriptions` documents a resource or a value that does not exist,
    /// or one of these or `x-aliases` has another form than it should, or no documentation ends
    /// with `x-hidden`. Correct the entry, or delete it.
    Undocumentable = "undocumentable", Error;

    /// Something public has no documentation, in a description with `x-documented: true`. Add a
    /// `description` with an overlay; the report proposes the action.
    Undocumented = "undocumented", Error;

    /// OpenAPI 3.0 does not define this key here, so it is ignored. It may be a typing error, or a
    /// key of another version. Correct it, remove it, or begin it with `x-`.
    UnknownKey = "unknown-key", Warning;

    /// A schema has a `type` that OpenAPI 3.0 does not define. Correct it with an overlay.
    UnknownType = "unknown-type", Error;

    /// A request body cannot be sent: `TRACE` has none, and the properties of a form are scalars,
    /// arrays of scalars or objects of scalars. Replace the schema, or remove the body.
    UnsupportedBody = "unsupported-body", Error;

    /// An operation describes callbacks. A client receives none, so they are ignored.
    UnsupportedCallbacks = "unsupported-callbacks", Warning;

    /// A media type has an `encoding`. Properties of a form are always encoded in the default way.
    /// Remove it with an overlay if the server accepts that.
    UnsupportedEncoding = "unsupported-encoding", Error;

    /// A response describes links. A client follows none, so they are ignored.
    UnsupportedLinks = "unsupported-links", Warning;

    /// A request or a response is only in media types that the generator does not know, or one that
    /// does not fit the schema. Add a supported one with an overlay.
    UnsupportedMedia = "unsupported-media", Error;

    /// A parameter cannot be sent as it is described: by its `style`, its `content`, its schema or
    /// its name. Give it a scalar schema, or an array in a query, with an overlay.
    UnsupportedParameter = "unsupported-parameter", Error;

    /// A path item is in another file. Copy it into the description.
    UnsupportedPath = "unsupported-path", Error;

    /// An operation has successful responses with different bodies, or only redirects. A method has
    /// one return type, and redirects are not followed. Keep one response with an overlay.
    UnsupportedResponse = "unsupported-response", Error;

    /// A schema combines others in a way that has no type in Rust here: several alternatives, `not`,
    /// or parts of an `allOf` that contradict each other. Replace it with an overlay.
    UnsupportedSchema = "unsupported-schema", Error;

    /// An operation requires another authentication than HTTP Basic, or a scheme that does not
    /// exist. Set `security: []` with an overlay, and authenticate in a middleware.
    UnsupportedSecurity = "unsupported-security", Error;

    /// A server of a path or an operation has a URL that cannot be a base URL, or that would send
    /// credentials in clear text. Correct it with an overlay. It is `https`, a host and a path, or a
    /// path that is relative to the base URL of the document.
    UnsupportedServers = "unsupported-servers", Error;

    /// The file is not YAML, or not the YAML that JSON can express. Correct it at the position;
    /// fetch or import it again if it ends too early.
    YamlSyntax = "yaml-syntax", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Code {
    /// The code with this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}
