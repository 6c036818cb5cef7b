//! The rules about schemas. One fact has an id of its own at each site: what a `maxLength` means
//! depends on who sends the string.

use super::rules::{Rule, Severity, UNLISTED};

/// Where a schema is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Site {
    /// The schema of a request body.
    RequestBody,
    /// Anything below it.
    RequestProperty,
    /// A property that is not sent in requests.
    ReadOnly,
    /// The schema of a parameter.
    Parameter,
    /// Anything below it.
    ParameterProperty,
    /// The schema of a parameter that is a header.
    HeaderParameter,
    /// Anything below it.
    HeaderParameterProperty,
    /// The schema of a response body.
    ResponseBody,
    /// Anything below it.
    ResponseProperty,
    /// A property that is not sent in responses.
    WriteOnly,
    /// The schema of a response header.
    Header,
    /// Where oasdiff has no rules.
    Elsewhere,
}

impl Site {
    /// The site of what is below a schema at this one.
    pub(super) fn below(self) -> Self {
        match self {
            Self::RequestBody => Self::RequestProperty,
            Self::Parameter => Self::ParameterProperty,
            Self::HeaderParameter => Self::HeaderParameterProperty,
            Self::ResponseBody => Self::ResponseProperty,
            Self::Header | Self::Elsewhere => Self::Elsewhere,
            Self::RequestProperty
            | Self::ReadOnly
            | Self::ParameterProperty
            | Self::HeaderParameterProperty
            | Self::ResponseProperty
            | Self::WriteOnly => self,
        }
    }

    /// The server sends it.
    pub(super) fn is_response(self) -> bool {
        matches!(
            self,
            Self::ResponseBody | Self::ResponseProperty | Self::WriteOnly | Self::Header
        )
    }

    /// Whose ids are used where a fact has none at this site.
    fn instead(self) -> Option<Self> {
        match self {
            Self::ReadOnly => Some(Self::RequestProperty),
            Self::WriteOnly => Some(Self::ResponseProperty),
            Self::HeaderParameter => Some(Self::Parameter),
            Self::HeaderParameterProperty => Some(Self::ParameterProperty),
            Self::RequestBody
            | Self::RequestProperty
            | Self::Parameter
            | Self::ParameterProperty
            | Self::ResponseBody
            | Self::ResponseProperty
            | Self::Header
            | Self::Elsewhere => None,
        }
    }

    /// What is here is not sent.
    fn is_hidden(self) -> bool {
        matches!(self, Self::ReadOnly | Self::WriteOnly)
    }

    /// Below the schema of a parameter.
    pub(super) fn is_below_parameter(self) -> bool {
        matches!(
            self,
            Self::ParameterProperty | Self::HeaderParameterProperty
        )
    }
}

/// What a change does to the set of values that are possible.
#[derive(Debug, Clone, Copy)]
enum Effect {
    Narrows,
    Widens,
    Incomparable,
    Unknown,
    Nothing,
}

/// A fact about a schema, with its id at each site that has one.
#[derive(Debug)]
pub(super) struct Family {
    effect: Effect,
    ids: &'static [(Site, &'static str)],
}

impl Family {
    /// The rule for the fact at `site`.
    pub(super) fn rule(&self, site: Site) -> Rule {
        let id = |site| self.ids.iter().find(|(at, _)| *at == site);
        let rule = match id(site).or_else(|| id(site.instead()?)) {
            Some((at, id)) => Rule {
                id,
                severity: self.severity(*at),
            },
            None => UNLISTED,
        };
        match site.is_hidden() {
            // What is not sent breaks no caller.
            true => Rule {
                severity: Severity::Info,
                ..rule
            },
            false => rule,
        }
    }

    /// Requests break if less is accepted, responses if more is sent.
    fn severity(&self, site: Site) -> Severity {
        match (self.effect, site.is_response()) {
            _ if site.is_hidden() => Severity::Info,
            (Effect::Narrows, false) | (Effect::Widens, true) | (Effect::Incomparable, _) => {
                Severity::Error
            }
            (Effect::Unknown, _) => Severity::Warning,
            _ => Severity::Info,
        }
    }

    /// The rules of the family.
    pub(super) fn rules(&self) -> impl Iterator<Item = Rule> {
        self.ids.iter().map(|(site, id)| Rule {
            id,
            severity: self.severity(*site),
        })
    }
}

macro_rules! id {
    (RequestBody $fact:literal) => {
        concat!("request-body-", $fact)
    };
    (RequestProperty $fact:literal) => {
        concat!("request-property-", $fact)
    };
    (ReadOnly $fact:literal) => {
        concat!("request-read-only-property-", $fact)
    };
    (Parameter $fact:literal) => {
        concat!("request-parameter-", $fact)
    };
    (ParameterProperty $fact:literal) => {
        concat!("request-parameter-property-", $fact)
    };
    (HeaderParameterProperty $fact:literal) => {
        concat!("request-header-property-", $fact)
    };
    (ResponseBody $fact:literal) => {
        concat!("response-body-", $fact)
    };
    (ResponseProperty $fact:literal) => {
        concat!("response-property-", $fact)
    };
    (WriteOnly $fact:literal) => {
        concat!("response-write-only-property-", $fact)
    };
    (Header $fact:literal) => {
        concat!("response-header-", $fact)
    };
}

/// `Site` with the regular id, or `Site = "the id"`.
macro_rules! entry {
    ($fact:literal $site:ident) => {
        (Site::$site, id!($site $fact))
    };
    ($fact:literal $site:ident $id:literal) => {
        (Site::$site, $id)
    };
}

macro_rules! families {
    ($($name:ident $fact:literal $effect:ident: $($site:ident $(= $id:literal)?),+;)*) => {
        $(pub(super) const $name: Family = Family {
            effect: Effect::$effect,
            ids: &[$(entry!($fact $site $($id)?)),+],
        };)*
        const KEYWORDS: &[Family] = &[$($name),*];
    };
}

families! {
    TYPE_CHANGED "type-changed" Incomparable: RequestBody, RequestProperty, Parameter, ResponseBody, ResponseProperty, Header;
    TYPE_UNCLEAR "type-changed" Unknown: ParameterProperty;
    TYPE_GENERALIZED "type-generalized" Widens: RequestBody, RequestProperty, Parameter, ParameterProperty, ResponseBody, ResponseProperty, Header;
    TYPE_SPECIALIZED "type-specialized" Narrows: ParameterProperty, ResponseBody, ResponseProperty, Header;
    TYPE_COMPATIBLE "type-compatible" Nothing: RequestBody, RequestProperty, ResponseBody, ResponseProperty, Header;

    NULLABLE "became-nullable" Widens: RequestBody, RequestProperty, Parameter, ParameterProperty, ResponseBody, ResponseProperty, Header;
    NOT_NULLABLE "became-not-nullable" Narrows: RequestBody, RequestProperty, Parameter, ParameterProperty, ResponseBody, ResponseProperty, Header;

    BECAME_ENUM "became-enum" Narrows: RequestBody, RequestProperty, Parameter, HeaderParameterProperty, ResponseBody = "response-mediatype-became-enum", ResponseProperty;
    BECAME_NOT_ENUM "became-not-enum" Widens: RequestBody, RequestProperty, Parameter, ParameterProperty, ResponseBody = "response-mediatype-became-not-enum", ResponseProperty;
    VALUE_ADDED "enum-value-added" Widens: RequestBody, RequestProperty, Parameter, ParameterProperty, ResponseBody = "response-mediatype-enum-value-added", ResponseProperty, WriteOnly;
    VALUE_REMOVED "enum-value-removed" Narrows: RequestBody, RequestProperty, ReadOnly, Parameter, ParameterProperty, ResponseBody = "response-mediatype-enum-value-removed", ResponseProperty;

    DEFAULT_ADDED "default-value-added" Nothing: RequestBody, RequestProperty, Parameter, ResponseBody, ResponseProperty;
    DEFAULT_CHANGED "default-value-changed" Nothing: RequestBody, RequestProperty, Parameter, ResponseBody, ResponseProperty;
    DEFAULT_REMOVED "default-value-removed" Nothing: RequestBody, RequestProperty, Parameter, ResponseBody, ResponseProperty;

    PATTERN_ADDED "pattern-added" Narrows: RequestProperty, Parameter, ResponseProperty;
    PATTERN_REMOVED "pattern-removed" Widens: RequestProperty, Parameter, ResponseProperty;
    PATTERN_CHANGED "pattern-changed" Unknown: RequestProperty, Parameter, ResponseProperty;
    PATTERN_GENERALIZED "pattern-generalized" Widens: RequestProperty, Parameter;
    UNIQUE_SET "unique-items-set" Narrows: RequestBody, RequestProperty;
    UNIQUE_UNSET "unique-items-unset" Widens: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    MULTIPLE_CHANGED "multiple-of-changed" Incomparable: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    MULTIPLE_GENERALIZED "multiple-of-generalized" Widens: RequestBody, RequestProperty;
    MULTIPLE_SPECIALIZED "multiple-of-specialized" Narrows: ResponseBody, ResponseProperty;

    ONE_OF_ADDED "one-of-added" Widens: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    ONE_OF_REMOVED "one-of-removed" Narrows: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    ANY_OF_ADDED "any-of-added" Widens: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    ANY_OF_REMOVED "any-of-removed" Narrows: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    DISCRIMINATOR_ADDED "discriminator-added" Nothing: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    DISCRIMINATOR_REMOVED "discriminator-removed" Nothing: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    DISCRIMINATOR_RENAMED "discriminator-property-name-changed" Nothing: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    MAPPING_ADDED "discriminator-mapping-added" Nothing: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    MAPPING_REMOVED "discriminator-mapping-deleted" Nothing: RequestBody, RequestProperty, ResponseBody, ResponseProperty;
    MAPPING_CHANGED "discriminator-mapping-changed" Nothing: RequestBody, RequestProperty, ResponseBody, ResponseProperty;

    NEW_REQUIRED "new-required" Narrows: RequestProperty = "new-required-request-property", HeaderParameterProperty = "new-required-request-header-property", ResponseProperty = "response-required-property-added", WriteOnly = "response-required-write-only-property-added";
    NEW_REQUIRED_DEFAULT "new-required" Narrows: RequestProperty = "new-required-request-property-with-default", HeaderParameterProperty = "new-required-request-header-property", ResponseProperty = "response-required-property-added", WriteOnly = "response-required-write-only-property-added";
    NEW_OPTIONAL "new-optional" Nothing: RequestProperty = "new-optional-request-property", ResponseProperty = "response-optional-property-added", WriteOnly = "response-optional-write-only-property-added";
    REQUIRED_REMOVED "required-removed" Widens: ResponseProperty = "response-required-property-removed", WriteOnly = "response-required-write-only-property-removed";
    OPTIONAL_REMOVED "optional-removed" Nothing: ResponseProperty = "response-optional-property-removed", WriteOnly = "response-optional-write-only-property-removed";
    PROPERTY_REMOVED "removed" Unknown: RequestProperty;
    BECAME_REQUIRED "became-required" Narrows: RequestProperty, HeaderParameterProperty, ResponseProperty, WriteOnly;
    BECAME_REQUIRED_DEFAULT "became-required" Narrows: RequestProperty = "request-property-became-required-with-default", HeaderParameterProperty, ResponseProperty, WriteOnly;
    BECAME_OPTIONAL "became-optional" Widens: RequestProperty, ResponseProperty, WriteOnly;
    DEPRECATED "deprecated" Nothing: RequestProperty, ResponseProperty;
    REACTIVATED "reactivated" Nothing: RequestProperty, ResponseProperty;

    REQUIRED_READ_ONLY "" Nothing: RequestProperty = "request-required-property-became-read-only", ResponseProperty = "response-required-property-became-read-only";
    REQUIRED_NOT_READ_ONLY "" Nothing: RequestProperty = "request-required-property-became-not-read-only", ResponseProperty = "response-required-property-became-not-read-only";
    REQUIRED_WRITE_ONLY "" Nothing: RequestProperty = "request-required-property-became-write-only", ResponseProperty = "response-required-property-became-write-only";
    REQUIRED_NOT_WRITE_ONLY "" Nothing: RequestProperty = "request-required-property-became-not-write-only", ResponseProperty = "response-required-property-became-not-write-only";
    OPTIONAL_READ_ONLY "" Nothing: RequestProperty = "request-optional-property-became-read-only", ResponseProperty = "response-optional-property-became-read-only";
    OPTIONAL_NOT_READ_ONLY "" Nothing: RequestProperty = "request-optional-property-became-not-read-only", ResponseProperty = "response-optional-property-became-not-read-only";
    OPTIONAL_WRITE_ONLY "" Nothing: RequestProperty = "request-optional-property-became-write-only", ResponseProperty = "response-optional-property-became-write-only";
    OPTIONAL_NOT_WRITE_ONLY "" Nothing: RequestProperty = "request-optional-property-became-not-write-only", ResponseProperty = "response-optional-property-became-not-write-only";

    // What oasdiff has no id for at any site.
    NO_RULE "" Unknown: Elsewhere = "unlisted";
}

/// A limit, and what it is called in each of its changes.
#[derive(Debug)]
pub(super) struct Bound {
    pub set: Family,
    pub unset: Family,
    pub increased: Family,
    pub decreased: Family,
}

/// The families of a limit. The `read` ids are what oasdiff calls it where it is narrowed for a
/// property that is not sent.
macro_rules! bounds {
    ($($name:ident $fact:literal $up:ident $down:ident: [$($raised:ident),*] [$($lowered:ident),*];)*) => {
        $(pub(super) const $name: Bound = Bound {
            set: Family { effect: Effect::Narrows, ids: bounds!(@ $fact "-set") },
            unset: Family { effect: Effect::Widens, ids: bounds!(@ $fact "-unset") },
            increased: Family { effect: Effect::$up, ids: bounds!(@ $fact "-increased" $($raised)*) },
            decreased: Family { effect: Effect::$down, ids: bounds!(@ $fact "-decreased" $($lowered)*) },
        };)*
        const BOUNDS: &[Bound] = &[$($name),*];
    };
    (@ $fact:literal $action:literal $($hidden:ident)*) => {
        &[
            (Site::RequestBody, concat!("request-body-", $fact, $action)),
            (Site::RequestProperty, concat!("request-property-", $fact, $action)),
            (Site::Parameter, concat!("request-parameter-", $fact, $action)),
            (Site::ResponseBody, concat!("response-body-", $fact, $action)),
            (Site::ResponseProperty, concat!("response-property-", $fact, $action)),
            (Site::Header, concat!("response-header-", $fact, $action)),
            $((Site::$hidden, concat!("request-read-only-property-", $fact, $action)),)*
        ]
    };
}

bounds! {
    MAXIMUM "max" Widens Narrows: [] [ReadOnly];
    EXCLUSIVE_MAXIMUM "exclusive-max" Widens Narrows: [] [ReadOnly];
    MAX_LENGTH "max-length" Widens Narrows: [] [ReadOnly];
    MAX_ITEMS "max-items" Widens Narrows: [] [ReadOnly];
    MAX_PROPERTIES "max-properties" Widens Narrows: [] [ReadOnly];
    MINIMUM "min" Narrows Widens: [ReadOnly] [];
    EXCLUSIVE_MINIMUM "exclusive-min" Narrows Widens: [ReadOnly] [];
    MIN_LENGTH "min-length" Narrows Widens: [] [];
    MIN_ITEMS "min-items" Narrows Widens: [] [];
    MIN_PROPERTIES "min-properties" Narrows Widens: [] [];
}

pub(super) const MULTIPLE_SET: Family = Family {
    effect: Effect::Narrows,
    ids: bounds!(@ "multiple-of" "-set"),
};
pub(super) const MULTIPLE_UNSET: Family = Family {
    effect: Effect::Widens,
    ids: bounds!(@ "multiple-of" "-unset"),
};

/// All families.
pub(super) fn all() -> impl Iterator<Item = &'static Family> {
    let bounds = BOUNDS
        .iter()
        .flat_map(|bound| [&bound.set, &bound.unset, &bound.increased, &bound.decreased]);
    KEYWORDS
        .iter()
        .chain(bounds)
        .chain([&MULTIPLE_SET, &MULTIPLE_UNSET])
}
