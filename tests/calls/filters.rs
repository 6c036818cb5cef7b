//! The filters of searches, and what is sent for them.

use serde_json::{Value, json};
use stytch_b2b::schemas::MemberStatus;
use stytch_b2b::search::{M2mClientFilter, MemberFilter, OrganizationFilter};

use crate::server::{Server, body, not_found};

#[tokio::test]
async fn filters_are_sent_as_documented() {
    let members = [
        (MemberFilter::member_ids(["a"]), json!(["a"])),
        (
            MemberFilter::member_emails(vec!["a".to_owned()]),
            json!(["a"]),
        ),
        (
            MemberFilter::member_mfa_phone_numbers(["+1"]),
            json!(["+1"]),
        ),
        (MemberFilter::member_phone_numbers(["+1"]), json!(["+1"])),
        (MemberFilter::member_roles(["editor"]), json!(["editor"])),
        (
            MemberFilter::statuses([MemberStatus::Active, "odd".into()]),
            json!(["active", "odd"]),
        ),
        (MemberFilter::member_email_fuzzy("abc"), json!("abc")),
        (
            MemberFilter::member_mfa_phone_number_fuzzy("123"),
            json!("123"),
        ),
        (MemberFilter::member_phone_number_fuzzy("123"), json!("123")),
        (MemberFilter::member_is_breakglass(true), json!(true)),
        (MemberFilter::member_password_exists(false), json!(false)),
    ];
    let organizations = [
        (OrganizationFilter::organization_ids(["a"]), json!(["a"])),
        (OrganizationFilter::organization_slugs(["a"]), json!(["a"])),
        (OrganizationFilter::member_emails(["a"]), json!(["a"])),
        (OrganizationFilter::allowed_domains(["a"]), json!(["a"])),
        (
            OrganizationFilter::claimed_email_domains(["a"]),
            json!(["a"]),
        ),
        (
            OrganizationFilter::organization_name_fuzzy("abc"),
            json!("abc"),
        ),
        (
            OrganizationFilter::organization_slug_fuzzy("abc"),
            json!("abc"),
        ),
        (OrganizationFilter::member_email_fuzzy("abc"), json!("abc")),
        (
            OrganizationFilter::allowed_domain_fuzzy("abc"),
            json!("abc"),
        ),
        (
            OrganizationFilter::has_active_sso_connection(true),
            json!(true),
        ),
        (
            OrganizationFilter::sso_connection_id("sso-1"),
            json!("sso-1"),
        ),
    ];
    let m2m_clients = [
        (M2mClientFilter::client_id(["a"]), json!(["a"])),
        (M2mClientFilter::client_name(["a"]), json!(["a"])),
        (M2mClientFilter::scopes(["read:a"]), json!(["read:a"])),
    ];
    let documented = [
        documented("/v1/b2b/organizations/members/search"),
        documented("/v1/b2b/organizations/search"),
        documented("/v1/m2m/clients/search"),
    ];

    let (filters, values): (Vec<_>, Vec<Value>) = members.into_iter().unzip();
    let server = not_found().await;
    let search = server.client().organizations().members().search(["one"]);
    search.query(MemberFilter::all(filters)).await.unwrap_err();
    assert_operands(&server, &documented[0], &values);

    let (filters, values): (Vec<_>, Vec<Value>) = organizations.into_iter().unzip();
    let server = not_found().await;
    let search = server.client().organizations().search();
    search
        .query(OrganizationFilter::all(filters))
        .await
        .unwrap_err();
    assert_operands(&server, &documented[1], &values);

    let (filters, values): (Vec<_>, Vec<Value>) = m2m_clients.into_iter().unzip();
    let server = not_found().await;
    let search = server.client().m2m().clients().search();
    search
        .query(M2mClientFilter::all(filters))
        .await
        .unwrap_err();
    assert_operands(&server, &documented[2], &values);
}

fn assert_operands(server: &Server, names: &[String], values: &[Value]) {
    let query = body(server)["query"].take();
    assert_eq!(query["operator"], "AND");
    let operands = query["operands"].as_array().unwrap();
    let sent = |key: &str| {
        operands
            .iter()
            .map(|operand| operand[key].clone())
            .collect()
    };
    let (sent_names, sent_values): (Vec<Value>, Vec<Value>) =
        (sent("filter_name"), sent("filter_value"));
    assert_eq!(sent_names, names);
    assert_eq!(sent_values, values);
}

/// The names of the filters in the documentation of a search, in its order.
fn documented(path: &str) -> Vec<String> {
    let spec = tests::spec();
    let text = spec["paths"][path]["post"]["description"].as_str().unwrap();
    let lines = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("* "));
    let names = lines
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(names, _)| {
            names
                .split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        });
    names.collect()
}
