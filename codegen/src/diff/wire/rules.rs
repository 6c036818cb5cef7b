//! The rules that are not about schemas, and what a rule is. Ids and severities are oasdiff's.

use serde::Serialize;

/// How bad a change is for callers of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Callers need no change.
    Info,
    /// It can break callers; the descriptions do not say whether it does.
    Warning,
    /// It breaks callers.
    Error,
}

impl Severity {
    /// The name of the severity, in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Rule {
    /// The name that oasdiff has for it, or `unlisted`.
    #[serde(rename = "rule")]
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
}

/// What oasdiff has no rule for, and what changes what is sent or accepted all the same.
pub(super) const UNLISTED: Rule = warning("unlisted");

const fn info(id: &'static str) -> Rule {
    Rule {
        id,
        severity: Severity::Info,
    }
}

const fn warning(id: &'static str) -> Rule {
    Rule {
        id,
        severity: Severity::Warning,
    }
}

const fn error(id: &'static str) -> Rule {
    Rule {
        id,
        severity: Severity::Error,
    }
}

/// Constants, and the list of them.
macro_rules! rules {
    ($($name:ident = $severity:ident($id:literal);)*) => {
        $(pub(super) const $name: Rule = $severity($id);)*
        /// The rules that are not about schemas.
        pub(super) const RULES: &[Rule] = &[UNLISTED, $($name),*];
    };
}

rules! {
    ENDPOINT_ADDED = info("endpoint-added");
    ENDPOINT_DEPRECATED = info("endpoint-deprecated");
    ENDPOINT_REACTIVATED = info("endpoint-reactivated");
    PATH_REMOVED = error("api-path-removed-without-deprecation");
    PATH_REMOVED_DEPRECATED = info("api-path-removed-with-deprecation");
    REMOVED = error("api-removed-without-deprecation");
    REMOVED_DEPRECATED = info("api-removed-with-deprecation");
    OPERATION_ID_ADDED = info("api-operation-id-added");
    OPERATION_ID_REMOVED = info("api-operation-id-removed");

    SECURITY_ADDED = info("api-security-added");
    SECURITY_REMOVED = error("api-security-removed");
    SECURITY_SCOPE_ADDED = error("api-security-scope-added");
    SECURITY_SCOPE_REMOVED = info("api-security-scope-removed");
    GLOBAL_SECURITY_ADDED = info("api-global-security-added");
    GLOBAL_SECURITY_REMOVED = error("api-global-security-removed");
    GLOBAL_SECURITY_SCOPE_ADDED = error("api-global-security-scope-added");
    GLOBAL_SECURITY_SCOPE_REMOVED = info("api-global-security-scope-removed");
    SCHEME_ADDED = info("api-security-component-added");
    SCHEME_REMOVED = info("api-security-component-removed");
    SCHEME_TYPE_CHANGED = info("api-security-component-type-changed");
    SCHEME_URL_CHANGED = info("api-security-component-oauth-url-changed");
    SCHEME_TOKEN_URL_CHANGED = info("api-security-component-oauth-token-url-changed");
    SCHEME_SCOPE_ADDED = info("api-security-component-oauth-scope-added");
    SCHEME_SCOPE_REMOVED = info("api-security-component-oauth-scope-removed");

    NEW_PATH_PARAMETER = error("new-request-path-parameter");
    NEW_REQUIRED_PARAMETER = error("new-required-request-parameter");
    NEW_OPTIONAL_PARAMETER = info("new-optional-request-parameter");
    NEW_REQUIRED_SHARED_PARAMETER = error("new-required-request-default-parameter-to-existing-path");
    NEW_OPTIONAL_SHARED_PARAMETER = info("new-optional-request-default-parameter-to-existing-path");
    PARAMETER_REMOVED = warning("request-parameter-removed");
    PARAMETER_REMOVED_DEPRECATED = info("request-parameter-removed-with-deprecation");
    PARAMETER_DEPRECATED = info("request-parameter-deprecated");
    PARAMETER_REACTIVATED = info("request-parameter-reactivated");
    PARAMETER_BECAME_REQUIRED = error("request-parameter-became-required");
    PARAMETER_BECAME_OPTIONAL = info("request-parameter-became-optional");
    PARAMETER_STYLE_CHANGED = error("request-parameter-style-changed");
    PARAMETER_EXPLODE_CHANGED = error("request-parameter-explode-changed");
    PARAMETER_BECAME_RESERVED = info("request-parameter-became-allow-reserved");
    PARAMETER_BECAME_NOT_RESERVED = error("request-parameter-became-not-allow-reserved");

    BODY_ADDED_REQUIRED = error("request-body-added-required");
    BODY_ADDED_OPTIONAL = info("request-body-added-optional");
    BODY_REMOVED = error("request-body-removed");
    BODY_BECAME_REQUIRED = error("request-body-became-required");
    BODY_BECAME_OPTIONAL = info("request-body-became-optional");
    BODY_MEDIA_TYPE_ADDED = info("request-body-media-type-added");
    BODY_MEDIA_TYPE_REMOVED = error("request-body-media-type-removed");
    BODY_SCHEMA_ADDED = error("request-body-media-type-schema-added");
    BODY_SCHEMA_REMOVED = info("request-body-media-type-schema-removed");

    SUCCESS_STATUS_ADDED = info("response-success-status-added");
    SUCCESS_STATUS_REMOVED = error("response-success-status-removed");
    FAILURE_STATUS_ADDED = info("response-non-success-status-added");
    FAILURE_STATUS_REMOVED = info("response-non-success-status-removed");
    MEDIA_TYPE_ADDED = info("response-media-type-added");
    MEDIA_TYPE_REMOVED = error("response-media-type-removed");
    MEDIA_TYPE_CHANGED = warning("response-media-type-name-changed");
    MEDIA_TYPE_GENERALIZED = error("response-media-type-name-generalized");
    MEDIA_TYPE_SPECIALIZED = info("response-media-type-name-specialized");
    MEDIA_TYPE_PARAMETER_ADDED = info("response-media-type-parameter-added");
    MEDIA_TYPE_PARAMETER_REMOVED = error("response-media-type-parameter-removed");
    MEDIA_TYPE_PARAMETER_CHANGED = error("response-media-type-parameter-changed");
    RESPONSE_SCHEMA_ADDED = info("response-body-media-type-schema-added");
    RESPONSE_SCHEMA_REMOVED = error("response-body-media-type-schema-removed");
    HEADER_ADDED = info("response-header-added");
    HEADER_REMOVED_REQUIRED = error("required-response-header-removed");
    HEADER_REMOVED_OPTIONAL = info("optional-response-header-removed");
    HEADER_BECAME_OPTIONAL = error("response-header-became-optional");

    BODY_WRAPPED = error("request-body-wrapped-in-one-of");
    BODY_WRAPPED_PRESERVED = warning("request-body-wrapped-in-one-of-original-preserved");
    RESPONSE_WRAPPED = error("response-body-wrapped-in-one-of");
    RESPONSE_WRAPPED_PRESERVED = warning("response-body-wrapped-in-one-of-original-preserved");
}
