//! Who calls.

use super::{BASIC_ONLY, FOR_READERS, named, object, partly, row, shared};
use crate::diagnostic::Code;
use crate::keys::Holds::{One, Value};
use crate::keys::Object;

pub(in crate::keys) static SECURITY_SCHEME: Object = shared(
    "Security Scheme",
    &[
        row(
            "type",
            Value,
            partly("security", &[Code::UnsupportedSecurity]),
        ),
        row("description", Value, FOR_READERS),
        row("name", Value, BASIC_ONLY),
        row("in", Value, BASIC_ONLY),
        row(
            "scheme",
            Value,
            partly("security", &[Code::UnsupportedSecurity]),
        ),
        row("bearerFormat", Value, FOR_READERS),
        row("flows", One(&OAUTH_FLOWS), BASIC_ONLY),
        row("openIdConnectUrl", Value, BASIC_ONLY),
    ],
);

pub(in crate::keys) static OAUTH_FLOWS: Object = object(
    "OAuth Flows",
    &[
        row("implicit", One(&OAUTH_FLOW), BASIC_ONLY),
        row("password", One(&OAUTH_FLOW), BASIC_ONLY),
        row("clientCredentials", One(&OAUTH_FLOW), BASIC_ONLY),
        row("authorizationCode", One(&OAUTH_FLOW), BASIC_ONLY),
    ],
);

pub(in crate::keys) static OAUTH_FLOW: Object = object(
    "OAuth Flow",
    &[
        row("authorizationUrl", Value, BASIC_ONLY),
        row("tokenUrl", Value, BASIC_ONLY),
        row("refreshUrl", Value, BASIC_ONLY),
        row("scopes", Value, BASIC_ONLY),
    ],
);

pub(in crate::keys) static SECURITY_REQUIREMENT: Object = named(
    "Security Requirement",
    &[],
    row(
        "{name}",
        Value,
        partly("security", &[Code::UnsupportedSecurity]),
    ),
);
