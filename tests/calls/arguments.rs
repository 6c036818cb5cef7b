//! What callers give for optional inputs and JSON objects, and what is sent for it.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::net::IpAddr;
use std::time::Duration;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::{Value, json};
use stytch_b2b::paths::organizations_by_organization_id::Update;
use stytch_b2b::schemas::Member;
use stytch_b2b::{ErrorKind, JsonObject, Secret};

use crate::server::{body, not_found};

/// The fields of a form for the settings of an organization.
#[derive(Default)]
struct Settings {
    name: Option<String>,
    logo: Option<&'static str>,
    domains: Option<Vec<String>>,
    mfa: Option<&'static str>,
    metadata: Option<BTreeMap<String, u8>>,
    session: Option<Secret>,
}

fn update(update: Update, of: Settings) -> Update {
    update
        .maybe_organization_name(of.name)
        .maybe_organization_logo_url(of.logo)
        .maybe_email_allowed_domains(of.domains)
        .maybe_mfa_policy(of.mfa)
        .maybe_trusted_metadata(of.metadata)
        .maybe_member_session(of.session)
}

#[tokio::test]
async fn an_option_is_a_value_or_leaves_the_call_as_it_is() {
    let all = Settings {
        name: Some("One".to_owned()),
        logo: Some("https://example.com/logo.png"),
        domains: Some(vec![]),
        mfa: Some("OPTIONAL"),
        metadata: Some(BTreeMap::from([("seats".to_owned(), 5)])),
        session: Some("session-token".into()),
    };
    let sent = json!({
        "organization_name": "One",
        "organization_logo_url": "https://example.com/logo.png",
        "email_allowed_domains": [],
        "mfa_policy": "OPTIONAL",
        "trusted_metadata": {"seats": 5},
    });
    for (settings, expected, has_session) in [
        (all, sent, true),
        (
            Settings::default(),
            json!({"organization_name": "Before"}),
            false,
        ),
    ] {
        let server = not_found().await;
        let call = server.client().organizations().update("one");
        let call = update(call.organization_name("Before"), settings);
        call.await.unwrap_err();
        assert_eq!(body(&server), expected);
        let header = "x-stytch-member-session: session-token";
        assert_eq!(server.requests()[0].contains(header), has_session);
    }
}

/// As `serde_derive` would have it.
struct Metadata {
    plan: &'static str,
    seats: u32,
}

impl Serialize for Metadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Metadata", 2)?;
        fields.serialize_field("plan", self.plan)?;
        fields.serialize_field("seats", &self.seats)?;
        fields.end()
    }
}

struct Unserializable;

impl Serialize for Unserializable {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("no form"))
    }
}

/// What is sent for metadata, or the message of the error.
async fn metadata(value: impl Serialize) -> Result<Value, String> {
    let server = not_found().await;
    let create = server.client().organizations().create("One");
    let error = create.trusted_metadata(value).await.unwrap_err();
    match error.kind() {
        ErrorKind::Argument { parameter, .. } => {
            assert_eq!((*parameter, server.count()), ("trusted_metadata", 0));
            Err(match error.source() {
                Some(source) => format!("{error}: {source}"),
                None => error.to_string(),
            })
        }
        _ => Ok(body(&server)["trusted_metadata"].take()),
    }
}

#[tokio::test]
async fn whatever_serializes_to_an_object_is_one() {
    let pro = || json!({"plan": "pro", "seats": 5});
    let own = Metadata {
        plan: "pro",
        seats: 5,
    };
    assert_eq!(metadata(&own).await, Ok(pro()));
    assert_eq!(metadata(pro()).await, Ok(pro()));
    assert_eq!(metadata((("plan", "pro"), ("seats", 5))).await, Ok(pro()));
    assert_eq!(
        metadata([("plan", json!("pro")), ("seats", json!(5))]).await,
        Ok(pro())
    );
    assert_eq!(metadata(JsonObject::new()).await, Ok(json!({})));
    assert_eq!(metadata(Vec::<(String, Value)>::new()).await, Ok(json!({})));
}

#[tokio::test]
async fn anything_else_fails_before_it_is_sent() {
    for value in [
        json!("pro"),
        json!(5),
        json!(null),
        json!(["pro"]),
        json!([["plan", "pro", "more"]]),
        json!([[1, "pro"]]),
    ] {
        let message = metadata(&value).await.unwrap_err();
        assert!(message.contains("must be a JSON object"), "{message}");
    }
    assert_eq!(
        metadata(Unserializable).await.unwrap_err(),
        "invalid argument `trusted_metadata`: cannot be serialized: no form"
    );
}

#[tokio::test]
async fn the_last_value_of_an_argument_counts() {
    let server = not_found().await;
    let create = server.client().organizations().create("One");
    let create = create.trusted_metadata(5).allowed_oauth_tenants("none");
    let last = create.trusted_metadata([("a", 1)]);
    let error = last.clone().await.unwrap_err();
    assert!(error.to_string().contains("`allowed_oauth_tenants`"));
    last.allowed_oauth_tenants([("slack", ["T1"])])
        .await
        .unwrap_err();
    let expected = json!({
        "organization_name": "One",
        "trusted_metadata": {"a": 1},
        "allowed_oauth_tenants": {"slack": ["T1"]},
    });
    assert_eq!(body(&server), expected);
}

#[test]
fn metadata_of_a_response_as_a_type() {
    let member = Member {
        trusted_metadata: JsonObject::from_iter([("plan".to_owned(), json!("pro"))]),
        ..Member::default()
    };
    let metadata: BTreeMap<String, String> = member.trusted_metadata_as().unwrap();
    assert_eq!(
        metadata,
        BTreeMap::from([("plan".to_owned(), "pro".to_owned())])
    );

    let error = member
        .trusted_metadata_as::<BTreeMap<String, u8>>()
        .unwrap_err();
    let ErrorKind::Conversion { property, .. } = error.kind() else {
        panic!("{error:?}");
    };
    assert_eq!(*property, "trusted_metadata");
}

/// A type of the caller that quotes what it is given.
#[derive(Debug)]
struct Quoting;

impl<'de> Deserialize<'de> for Quoting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Err(D::Error::custom(format!(
            "{value} is wrong, expected {value}"
        )))
    }
}

/// An enum without variants.
#[derive(Debug)]
struct Never;

impl<'de> Deserialize<'de> for Never {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Err(D::Error::unknown_variant(
            &String::deserialize(deserializer)?,
            &[],
        ))
    }
}

/// Metadata may be personal data: an error that is logged has what was expected, and no value.
#[test]
fn an_error_of_a_conversion_quotes_no_value() {
    fn reason<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
        let member = Member {
            trusted_metadata: JsonObject::from_iter([("key".to_owned(), value)]),
            ..Member::default()
        };
        let error = member
            .trusted_metadata_as::<BTreeMap<String, T>>()
            .unwrap_err();
        let reason = error.source().unwrap().to_string();
        for shown in [error.to_string(), format!("{error:?}"), reason.clone()] {
            assert!(
                !shown.contains("hunter2") && !shown.contains("4711"),
                "{shown}"
            );
        }
        reason
    }
    let text = || json!("hunter2");
    let (variants, fields) = ("`Ok` or `Err`", "`secs` or `nanos`");
    for (reason, expected) in [
        (
            reason::<u8>(text()),
            "expected u8, found: string".to_owned(),
        ),
        (
            reason::<u8>(json!("hunter2, expected no`thing")),
            "expected u8, found: string".to_owned(),
        ),
        (
            reason::<u8>(json!(4711)),
            "expected u8, found: integer".to_owned(),
        ),
        (
            reason::<String>(json!(47.11)),
            "expected a string, found: floating point".to_owned(),
        ),
        (
            reason::<String>(json!([text()])),
            "expected a string, found: sequence".to_owned(),
        ),
        (
            reason::<char>(text()),
            "expected a character, found: string".to_owned(),
        ),
        (
            reason::<Result<u8, u8>>(text()),
            format!("expected {variants}, found: unknown variant"),
        ),
        (
            reason::<Duration>(json!({"hunter2": 1})),
            format!("expected {fields}, found: unknown field"),
        ),
        (
            reason::<Duration>(json!({"secs": 4711})),
            "missing field `nanos`".to_owned(),
        ),
        (reason::<IpAddr>(text()), "a value is invalid".to_owned()),
        (reason::<Quoting>(text()), "a value is invalid".to_owned()),
        (
            reason::<Never>(json!("a, expected hunter2")),
            "a value is invalid".to_owned(),
        ),
    ] {
        assert_eq!(reason, expected);
    }
}
