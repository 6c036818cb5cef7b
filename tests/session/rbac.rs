//! Every case of `rbac.json`, or of the file that `RBAC_VECTORS` names: a path that is absolute, or
//! below the root of the repository.

use std::fs;

use serde_json::Value;
use stytch_b2b::schemas::{AuthorizationCheck, RbacOrgPolicy, RbacPolicy};
use stytch_b2b::session::{
    Decision, Denial, EffectivePolicy, OrgPolicyError, check_m2m_scopes, validate_org_policy,
};
use tests::root;

struct Vectors {
    file: Value,
    project: RbacPolicy,
    organization: RbacOrgPolicy,
}

fn vectors() -> Vectors {
    let path = std::env::var("RBAC_VECTORS");
    let path = root().join(path.as_deref().unwrap_or("tests/session/rbac.json"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: Value = serde_json::from_str(&text).unwrap();
    only(
        &file,
        &[
            "policy",
            "org_policy",
            "role_cases",
            "scope_cases",
            "m2m_cases",
            "validate_org_policy_cases",
        ],
    );
    only(&file["policy"], &["roles", "resources", "scopes"]);
    permissions_only(&file["policy"]["roles"], "role_id");
    permissions_only(&file["policy"]["scopes"], "scope");
    for resource in list(&file["policy"]["resources"]) {
        only(resource, &["resource_id", "description", "actions"]);
    }
    Vectors {
        project: serde_json::from_value(file["policy"].clone()).unwrap(),
        organization: org_policy(&file["org_policy"]),
        file,
    }
}

/// Fails on a key that no test would look at.
fn only(object: &Value, known: &[&str]) {
    for key in object
        .as_object()
        .unwrap_or_else(|| panic!("{object} is no object"))
        .keys()
    {
        assert!(known.contains(&key.as_str()), "unknown key {key}: {object}");
    }
}

fn permissions_only(owners: &Value, id: &str) {
    for owner in list(owners) {
        only(owner, &[id, "description", "permissions"]);
        for permission in list(&owner["permissions"]) {
            only(permission, &["resource_id", "actions"]);
        }
    }
}

fn org_policy(value: &Value) -> RbacOrgPolicy {
    only(value, &["roles"]);
    permissions_only(&value["roles"], "role_id");
    serde_json::from_value(value.clone()).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value
        .as_array()
        .unwrap_or_else(|| panic!("{value} is no list"))
}

fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
}

fn texts(value: &Value) -> Vec<&str> {
    list(value).iter().map(text).collect()
}

fn cases<'a>(vectors: &'a Vectors, of: &str, keys: &[&str]) -> &'a [Value] {
    let cases = list(&vectors.file[of]);
    assert!(!cases.is_empty(), "{of} is empty");
    for case in cases {
        only(case, keys);
    }
    cases
}

fn check(case: &Value) -> AuthorizationCheck {
    let check = &case["check"];
    only(check, &["organization_id", "resource_id", "action"]);
    AuthorizationCheck::new(
        text(&check["organization_id"]),
        text(&check["resource_id"]),
        text(&check["action"]),
    )
}

fn verdict(decision: &Decision) -> &'static str {
    match decision {
        Decision::Allow { matched } => {
            assert!(!matched.is_empty(), "allowed by nothing");
            "allow"
        }
        Decision::Deny(Denial::OtherOrganization) => "tenancy_error",
        Decision::Deny(Denial::NotPermitted) => "deny",
        Decision::Deny(other) => panic!("{other}"),
    }
}

#[test]
fn roles() {
    let vectors = vectors();
    for case in cases(
        &vectors,
        "role_cases",
        &[
            "name",
            "subject_roles",
            "subject_org",
            "check",
            "use_org_policy",
            "expect",
        ],
    ) {
        let mut policy = EffectivePolicy::new(&vectors.project);
        if case["use_org_policy"].as_bool().unwrap() {
            policy = policy.with_organization(&vectors.organization);
        }
        let roles = texts(&case["subject_roles"]);
        let decision = policy.check_roles(text(&case["subject_org"]), &roles, &check(case));
        assert_eq!(verdict(&decision), text(&case["expect"]), "{case}");
        if let Decision::Allow { matched } = decision {
            assert!(
                matched.iter().all(|role| roles.contains(&role.as_str())),
                "{case}"
            );
        }
    }
}

#[test]
fn scopes() {
    let vectors = vectors();
    let project = EffectivePolicy::new(&vectors.project);
    for case in cases(
        &vectors,
        "scope_cases",
        &["name", "token_scope", "subject_org", "check", "expect"],
    ) {
        for policy in [project, project.with_organization(&vectors.organization)] {
            let decision = policy.check_scopes(
                text(&case["subject_org"]),
                text(&case["token_scope"]),
                &check(case),
            );
            assert_eq!(verdict(&decision), text(&case["expect"]), "{case}");
        }
    }
}

#[test]
fn scopes_of_m2m_clients() {
    let agreed = "split_at_first_colon_like_go_and_rust";
    let vectors = vectors();
    for case in cases(
        &vectors,
        "m2m_cases",
        &["name", "has", "required", "python", "node", agreed],
    ) {
        let allowed = match text(&case[agreed]) {
            "allow" => true,
            "deny" => false,
            other => panic!("{other}: {case}"),
        };
        let decision = check_m2m_scopes(&texts(&case["has"]), &texts(&case["required"]));
        assert_eq!(decision.is_allowed(), allowed, "{case}");
    }
}

#[test]
fn organization_policies() {
    let vectors = vectors();
    for case in cases(
        &vectors,
        "validate_org_policy_cases",
        &["name", "org_policy", "python"],
    ) {
        let found = match validate_org_policy(&vectors.project, &org_policy(&case["org_policy"])) {
            Ok(()) => "ok".to_owned(),
            Err(error) => format!("error: {}", official_message(&error)),
        };
        assert_eq!(found, text(&case["python"]), "{case}");
    }
}

/// What the official SDK for Python says in this case.
fn official_message(error: &OrgPolicyError) -> String {
    use OrgPolicyError as E;
    match error {
        E::DuplicateRole { role_id } => {
            format!("Duplicate role {role_id} in Organization RBAC policy")
        }
        E::RoleInProjectPolicy { role_id } => {
            format!("Role {role_id} already defined in Project RBAC policy")
        }
        E::UnknownResource { resource_id, .. } => {
            format!("Resource {resource_id} not defined in Project RBAC policy")
        }
        E::NoActions {
            role_id,
            resource_id,
        } => format!("No actions defined for role {role_id}, resource {resource_id}"),
        E::WildcardNotAlone { .. } => {
            "Wildcard actions must be the only action defined for a role and resource".to_owned()
        }
        E::EmptyAction { resource_id, .. } => {
            format!("Empty action on resource {resource_id} is not permitted")
        }
        E::UnknownAction {
            resource_id,
            action,
            ..
        } => format!("Unknown action {action} defined on resource {resource_id}"),
        other => panic!("{other}"),
    }
}

/// The three rules for which the file has no case.
#[test]
fn the_rest_of_the_rules_for_organization_policies() {
    let project: RbacPolicy = serde_json::from_value(serde_json::json!({
        "roles": [{ "role_id": "admin", "description": "", "permissions": [] }],
        "resources": [{ "resource_id": "documents", "description": "", "actions": ["read"] }],
        "scopes": [],
    }))
    .unwrap();
    for (role, actions, expected) in [
        (
            "admin",
            &["read"][..],
            "Role admin already defined in Project RBAC policy",
        ),
        (
            "a",
            &[],
            "No actions defined for role a, resource documents",
        ),
        (
            "a",
            &["read", "shred"],
            "Unknown action shred defined on resource documents",
        ),
        (
            "a",
            &["Read"],
            "Unknown action Read defined on resource documents",
        ),
    ] {
        let policy = org_policy(&serde_json::json!({ "roles": [{
            "role_id": role,
            "description": "",
            "permissions": [{ "resource_id": "documents", "actions": actions }],
        }] }));
        let error = validate_org_policy(&project, &policy).unwrap_err();
        assert_eq!(official_message(&error), expected);
        assert!(error.to_string().contains(&format!("{role:?}")), "{error}");
    }
}

#[test]
fn permissions_agree_with_the_checks() {
    let vectors = vectors();
    let before = (vectors.project.clone(), vectors.organization.clone());
    let policy = EffectivePolicy::new(&vectors.project).with_organization(&vectors.organization);
    let all: Vec<&str> = (vectors.project.roles.iter())
        .chain(&vectors.organization.roles)
        .map(|role| role.role_id.as_str())
        .collect();
    let mut sets: Vec<&[&str]> = all.chunks(1).collect();
    sets.extend([&[][..], &all[..], &["nobody"][..]]);
    for roles in sets {
        let permissions = policy.permissions(roles);
        assert_eq!(permissions.len(), vectors.project.resources.len());
        for resource in &vectors.project.resources {
            let actions = &permissions[&resource.resource_id];
            assert_eq!(actions.len(), resource.actions.len());
            for action in &resource.actions {
                let check = AuthorizationCheck::new("o", &resource.resource_id, action);
                let decision = policy.check_roles("o", roles, &check);
                assert_eq!(
                    actions[action],
                    decision.is_allowed(),
                    "{roles:?} {check:?}"
                );
            }
        }
    }
    assert!(before == (vectors.project, vectors.organization));
}

#[test]
fn a_role_in_both_policies_permits_what_either_does() {
    let (project, organization) = (
        r#"{"roles":[{"role_id":"w","description":"","permissions":[{"resource_id":"a","actions":["x"]}]}]}"#,
        r#"{"roles":[{"role_id":"w","description":"","permissions":[{"resource_id":"b","actions":["y"]},
            {"resource_id":"a","actions":["*"]}]}]}"#,
    );
    let project: RbacPolicy = serde_json::from_str(project).unwrap();
    let organization: RbacOrgPolicy = serde_json::from_str(organization).unwrap();
    let alone = EffectivePolicy::new(&project);
    let both = alone.with_organization(&organization);
    let once = Decision::Allow {
        matched: vec!["w".to_owned()],
    };
    let denied = Decision::Deny(Denial::NotPermitted);
    for (resource, action, by_project, by_both) in [
        ("a", "x", &once, &once),
        ("b", "y", &denied, &once),
        ("a", "z", &denied, &once),
        ("b", "z", &denied, &denied),
    ] {
        let check = AuthorizationCheck::new("o", resource, action);
        assert_eq!(&alone.check_roles("o", &["w", "w"], &check), by_project);
        assert_eq!(&both.check_roles("o", &["w", "w"], &check), by_both);
    }
}

#[test]
fn a_check_that_lacks_a_part_is_denied() {
    let vectors = vectors();
    let policy = EffectivePolicy::new(&vectors.project);
    let whole = AuthorizationCheck::new("o", "documents", "read");
    for check in [
        AuthorizationCheck {
            organization_id: None,
            ..whole.clone()
        },
        AuthorizationCheck {
            resource_id: None,
            ..whole.clone()
        },
        AuthorizationCheck {
            action: None,
            ..whole
        },
    ] {
        let incomplete = Decision::Deny(Denial::IncompleteCheck);
        assert_eq!(policy.check_roles("o", &["admin"], &check), incomplete);
        assert_eq!(
            policy.check_scopes("o", "all:documents", &check),
            incomplete
        );
    }
}

#[test]
fn the_first_scope_that_an_m2m_client_lacks_is_named() {
    let decision = check_m2m_scopes(&["read:*"], &["read:users", "write:users", "x"]);
    let denial = decision.into_result().unwrap_err();
    assert_eq!(
        denial.to_string(),
        "the token lacks the required scope \"write:users\""
    );
}
