//! Requests that do not say whom they are about, or say it twice: the API refuses them, and so do the
//! fakes.

use serde_json::{Value, json};
use stytch_b2b::Client;
use stytch_b2b::testing::{FakeStytch, FakeTransport, ops, sample};

use crate::inputs::Inputs;
use crate::{derived, driver};

const LOGIN: &str = "intermediate_session_token";
const TOKEN: &str = "session_token";
const JWT: &str = "session_jwt";

/// The type of the error of a call.
async fn error_type(client: &Client, id: &str, inputs: &Value) -> Option<String> {
    let call = driver::operation(client, id, &mut Inputs::new(inputs)).expect(id);
    let error = call.await.err()?;
    assert_eq!(error.status().unwrap().as_u16(), 400, "{error}");
    error.error_type().map(str::to_owned)
}

#[tokio::test]
async fn exactly_one_of_several_fields_is_given() {
    let (fake, stytch) = (FakeTransport::new(), FakeStytch::start().unwrap());
    let cases = derived::cases();
    let (no_session, two) = ("no_session_arguments", "too_many_session_arguments");
    for (ids, place, fields, none, several) in [
        (
            &[
                "api_b2b_otp_v1_b2b_otp_sms_Authenticate",
                "api_b2b_recovery_codes_v1_Recover",
                "api_b2b_totp_v1_Authenticate",
                "api_discovery_v1_discovery_organizations_List",
            ][..],
            "body",
            &[LOGIN, TOKEN, JWT][..],
            Some(no_session),
            Some(two),
        ),
        (
            &[
                "api_b2b_password_v1_b2b_passwords_session_Reset",
                "api_b2b_session_v1_Authenticate",
                "api_b2b_session_v1_Exchange",
            ],
            "body",
            &[TOKEN, JWT],
            Some(no_session),
            Some(two),
        ),
        (
            &["api_b2b_session_v1_Revoke"],
            "body",
            &[TOKEN, JWT, "member_session_id", "member_id"],
            Some("no_session_revoke_arguments"),
            Some("too_many_session_revoke_arguments"),
        ),
        (
            &[
                "api_b2b_idp_v1_b2b_idp_oauth_Authorize",
                "api_b2b_idp_v1_b2b_idp_oauth_AuthorizeStart",
            ],
            "body",
            &[TOKEN, JWT, "member_id"],
            Some("bad_request"),
            Some("bad_request"),
        ),
        (
            &["api_organization_v1_organizations_members_Get"],
            "query",
            &["member_id", "email_address"],
            Some("bad_request"),
            None,
        ),
        // A login needs no session.
        (
            &["api_b2b_magic_v1_Authenticate", "api_sso_v1_Authenticate"],
            "body",
            &[TOKEN, JWT],
            None,
            Some(two),
        ),
    ] {
        for (client, id) in [fake.client(), stytch.client()]
            .iter()
            .flat_map(|client| ids.iter().map(move |id| (client, id)))
        {
            let with = |given: &[&str]| {
                let mut inputs =
                    cases["operations"][id]["cases"]["required_only"]["inputs"].clone();
                for name in given {
                    inputs[place][name] = json!("value");
                }
                inputs
            };
            let found = error_type(client, id, &with(&[])).await;
            assert_eq!(found.as_deref(), none, "{id}");
            for name in fields {
                let found = error_type(client, id, &with(&[name])).await;
                assert_eq!(found, None, "{id} {name}");
            }
            for pair in fields.windows(2) {
                let found = error_type(client, id, &with(pair)).await;
                assert_eq!(found.as_deref(), several, "{id} {pair:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_empty_field_is_none_and_a_script_comes_first() {
    let fake = FakeTransport::new();
    let sessions = fake.client().sessions();
    let error = sessions.authenticate().session_token("").await.unwrap_err();
    assert_eq!(error.error_type(), Some("no_session_arguments"));
    fake.on::<ops::sessions::Authenticate>().respond(sample());
    sessions.authenticate().await.unwrap();
}
