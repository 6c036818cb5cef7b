//! Every vector of `session_jwt.json`, or of the file that `JWT_VECTORS` names: a path that is
//! absolute, or below the root of the repository.

use std::fs;
use std::time::{Duration, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};
use stytch_b2b::chrono::DateTime;
use stytch_b2b::schemas::{AuthorizationCheck, MemberSession};
use stytch_b2b::session::{Denial, TokenError, VerifyError, VerifySession};
use stytch_b2b::{Client, Json};
use tests::root;

use crate::api::Api;

/// What an option of a vector may be. A name that is not here has no meaning that is tested.
const OPTIONS: [&str; 9] = [
    "leeway",
    "max_token_age_seconds",
    "authorization_check",
    "now",
    "project_id",
    "base_url",
    "jwks",
    "policy",
    "org_policy",
];

/// What else a vector may have. The SDKs disagree in places; only `recommended` is what counts.
const FIELDS: [&str; 11] = [
    "name",
    "token",
    "options",
    "note",
    "recommended",
    "python",
    "node",
    "go",
    "java",
    "ruby",
    "rust",
];

fn read(path: &str) -> Value {
    let path = root().join(path);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

#[tokio::test]
async fn vectors() {
    let path = std::env::var("JWT_VECTORS");
    let file = read(path.as_deref().unwrap_or("tests/session/session_jwt.json"));
    let rbac = read("tests/session/rbac.json");
    let vectors = file["vectors"].as_array().unwrap();
    assert!(!vectors.is_empty());
    for vector in vectors {
        let vector = Vector {
            file: &file,
            rbac: &rbac,
            vector,
        };
        vector.run().await;
    }
}

struct Vector<'a> {
    file: &'a Value,
    rbac: &'a Value,
    vector: &'a Value,
}

impl Vector<'_> {
    async fn run(&self) {
        let name = self.text("name");
        for key in self.vector.as_object().unwrap().keys() {
            assert!(
                FIELDS.contains(&key.as_str()) || OPTIONS.contains(&key.as_str()),
                "{name}: unknown field {key}"
            );
        }
        for option in self.vector["options"].as_object().into_iter().flatten() {
            assert!(
                OPTIONS.contains(&option.0.as_str()),
                "{name}: unknown option {}",
                option.0
            );
        }

        let recommended = &self.vector["recommended"];
        let accept = recommended["accept"].as_bool().unwrap();
        let client = self.client();
        let token = self.text("token");
        let local = client.sessions().authenticate_jwt_local(token);
        match self.with_options(local).await {
            Ok(verified) => {
                assert!(accept, "{name}: accepted");
                assert_eq!(verified.response, None, "{name}");
                let has_check = self.setting("authorization_check").is_some();
                assert_eq!(verified.granted_by.is_empty(), !has_check, "{name}");
                self.compare(&verified.member_session);
            }
            Err(error) => {
                assert!(!accept, "{name}: {error}: {:?}", error);
                let shown = format!("{error:?} {error}");
                assert!(
                    token
                        .split('.')
                        .all(|part| part.len() < 9 || !shown.contains(part))
                );
                if let Some(code) = recommended["error"].as_str() {
                    assert!(agrees(code, &error), "{name}: {code}, but {error:?}");
                }
            }
        }
        // The API cannot be reached, so this says yes only where the local check does.
        let both = client.sessions().authenticate_jwt(token);
        assert_eq!(self.with_options(both).await.is_ok(), accept, "{name}");
    }

    /// A client with the keys and the policies of the vector, and without a network.
    fn client(&self) -> Client {
        let now = Duration::from_secs_f64(self.required("now").as_f64().unwrap());
        let client = Client::builder()
            .project_id(self.required("project_id").as_str().unwrap())
            .base_url(self.required("base_url").as_str().unwrap())
            .secret("secret-test-1")
            .transport(Api::default())
            .without_retries()
            .clock(move || UNIX_EPOCH + now)
            .build()
            .unwrap();
        let mut keys = self.required("jwks").clone();
        keys["request_id"] = "".into();
        keys["status_code"] = 200.into();
        let keys = serde_json::from_value(keys).unwrap();
        client.sessions().preload_jwks(&keys);

        let policy = self.setting("policy").unwrap_or(&self.rbac["policy"]);
        let policy = serde_json::from_value(policy.clone()).unwrap();
        client.rbac().preload_policy(policy);
        // For whichever organization the token may name.
        if let Some(organization_id) = self.organization_id() {
            let policy = self
                .setting("org_policy")
                .unwrap_or(&self.rbac["org_policy"]);
            let policy = serde_json::from_value(policy.clone()).unwrap();
            client.rbac().preload_org_policy(organization_id, policy);
        }
        client
    }

    fn with_options(&self, mut builder: VerifySession) -> VerifySession {
        let seconds = |value: &Value| Duration::from_secs_f64(value.as_f64().unwrap());
        if let Some(leeway) = self.setting("leeway") {
            builder = builder.leeway(seconds(leeway));
        }
        if let Some(age) = self.setting("max_token_age_seconds") {
            builder = builder.max_token_age(seconds(age));
        }
        if let Some(check) = self.setting("authorization_check") {
            let check: AuthorizationCheck = serde_json::from_value(check.clone()).unwrap();
            builder = builder.authorization_check(check);
        }
        builder
    }

    /// A setting of the vector, or of all vectors.
    fn setting(&self, name: &str) -> Option<&Value> {
        [&self.vector["options"], self.vector, self.file]
            .into_iter()
            .find_map(|place| place.get(name))
            .filter(|value| !value.is_null())
    }

    fn required(&self, name: &str) -> &Value {
        self.setting(name).unwrap_or_else(|| panic!("no {name}"))
    }

    fn text(&self, name: &str) -> &str {
        self.vector[name].as_str().unwrap()
    }

    /// The claims of the token, as they are, without any check.
    fn claims(&self) -> Option<Map<String, Value>> {
        let payload = self.text("token").split('.').nth(1)?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
    }

    fn organization_id(&self) -> Option<String> {
        let claims = self.claims()?;
        let organization = claims.get("https://stytch.com/organization")?;
        Some(organization.get("organization_id")?.as_str()?.to_owned())
    }

    fn compare(&self, session: &MemberSession) {
        let name = self.text("name");
        let expected = self.file["expected_when_accepted"].as_object().unwrap();
        let exceptions = &expected["exceptions"][name];
        let found = serde_json::to_value(session).unwrap();
        for (field, usual) in expected.iter().filter(|(field, _)| *field != "exceptions") {
            assert!(found.get(field).is_some(), "unknown field {field}");
            let wanted = exceptions.get(field).unwrap_or(usual);
            match (field.as_str(), wanted) {
                // An exception to these may be told in words: the rule says what they are.
                ("custom_claims", Value::String(_)) => {
                    assert_eq!(session.custom_claims, self.custom_claims(), "{name}");
                }
                ("expires_at", Value::String(text)) => {
                    let time = text.split(' ').next().unwrap();
                    let wanted = DateTime::parse_from_rfc3339(time).unwrap();
                    assert_eq!(session.expires_at, wanted, "{name}");
                }
                _ => assert_eq!(&found[field], wanted, "{name}: {field}"),
            }
        }
    }

    fn custom_claims(&self) -> Map<String, Json> {
        let own = [
            "aud",
            "exp",
            "iat",
            "iss",
            "jti",
            "nbf",
            "sub",
            "https://stytch.com/session",
            "https://stytch.com/organization",
        ];
        let mut claims = self.claims().unwrap();
        claims.retain(|claim, _| !own.contains(&claim.as_str()));
        claims
    }
}

/// Whether this is the error that a vector calls so. A name that is not known here agrees with
/// any: the verdict has been compared already.
fn agrees(code: &str, error: &VerifyError) -> bool {
    use TokenError as E;
    use VerifyError::{Denied, Token};
    match code {
        "malformed" | "invalid_token" | "malformed_token" | "invalid_jwt" => {
            matches!(error, Token(E::Malformed | E::UnsupportedAlgorithm))
        }
        "invalid_algorithm" | "unsupported_algorithm" | "wrong_algorithm" => {
            matches!(error, Token(E::UnsupportedAlgorithm))
        }
        "unknown_key" | "unknown_kid" | "missing_kid" | "key_not_found" | "no_matching_key" => {
            matches!(error, Token(E::UnknownKey | E::Malformed))
        }
        "invalid_signature" | "bad_signature" => matches!(error, Token(E::InvalidSignature)),
        "expired" => matches!(error, Token(E::Expired)),
        "not_yet_valid" | "immature" => matches!(error, Token(E::NotYetValid)),
        "invalid_issuer" => matches!(
            error,
            Token(E::InvalidIssuer | E::InvalidClaim { claim: "iss" })
        ),
        "invalid_audience" => matches!(
            error,
            Token(E::InvalidAudience | E::InvalidClaim { claim: "aud" })
        ),
        "missing_claim" => matches!(error, Token(E::MissingClaim { .. })),
        "invalid_claim" | "invalid_roles" | "malformed_claim" => {
            matches!(
                error,
                Token(E::InvalidClaim { .. } | E::MissingClaim { .. })
            )
        }
        "too_old" => matches!(error, Token(E::TooOld)),
        "tenancy_error" | "tenancy_mismatch" | "other_organization" => {
            matches!(error, Denied(Denial::OtherOrganization))
        }
        "denied" | "deny" | "unauthorized" | "permission_denied" | "not_permitted"
        | "missing_roles" => matches!(error, Denied(_) | Token(E::InvalidClaim { .. })),
        _ => true,
    }
}
