//! How long policies are kept, and for whom.

use stytch_b2b::schemas::{AuthorizationCheck, RbacPolicy};
use stytch_b2b::session::{Denial, VerifyError};
use stytch_b2b::{Client, Result};
use tests::loopback::{self, Loopback};
use tokio::task::JoinSet;
use tokio::time::advance;

use crate::api::{
    Api, Behavior, MINUTE, ORGANIZATION, SECOND, check, failure, org_policy, policy, session_jwt,
};

const PROJECT_POLICY: &str = "rbac/policy";
const ORG_POLICY: &str = "rbac/organizations/organization-test-1";

async fn may(client: &Client, resource: &str, action: &str) -> Result<bool> {
    let policy = client.rbac().cached_policy_in(ORGANIZATION).await?;
    let roles = ["writer", "auditor"];
    let decision = policy.check_roles(ORGANIZATION, &roles, &check(resource, action));
    Ok(decision.is_allowed())
}

#[tokio::test(start_paused = true)]
async fn policies_are_cached_for_five_minutes() {
    let api = Api::new();
    let client = api.client();
    let mut callers = JoinSet::new();
    for _ in 0..50 {
        let client = client.clone();
        callers.spawn(async move { may(&client, "images", "read").await.unwrap() });
    }
    assert!(callers.join_all().await.into_iter().all(|allowed| allowed));
    assert_eq!(api.take(), [PROJECT_POLICY, ORG_POLICY]);

    // The policy of the project came a second earlier.
    advance(5 * MINUTE - 2 * SECOND).await;
    assert!(may(&client, "documents", "write").await.unwrap());
    assert_eq!(api.take(), [""; 0]);
    advance(SECOND).await;
    assert!(may(&client, "documents", "write").await.unwrap());
    assert_eq!(api.take(), [PROJECT_POLICY, ORG_POLICY]);

    client.rbac().forget_policy();
    assert!(may(&client, "documents", "write").await.unwrap());
    assert_eq!(api.take(), [PROJECT_POLICY]);
    client.rbac().forget_org_policy(ORGANIZATION);
    assert!(may(&client, "documents", "write").await.unwrap());
    assert_eq!(api.take(), [ORG_POLICY]);
    assert!(client.rbac().cached_policy().await.is_ok());
    assert_eq!(api.take(), [""; 0]);
}

#[tokio::test]
async fn concurrent_callers_share_one_call() {
    let response = serde_json::json!({ "policy": policy(), "request_id": "r", "status_code": 200 });
    let server = Loopback::responding_after(
        SECOND / 20,
        loopback::response("200 OK", &response.to_string()),
    );
    let client = Client::builder()
        .project_id("project-test-1")
        .secret("secret-test-1")
        .base_url(server.url())
        .build()
        .unwrap();
    let mut callers = JoinSet::new();
    for _ in 0..100 {
        let client = client.clone();
        callers.spawn(async move { client.rbac().cached_policy().await.unwrap() });
    }
    for policy in callers.join_all().await {
        assert!(
            policy
                .check_roles(ORGANIZATION, &["writer"], &check("documents", "write"))
                .is_allowed()
        );
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_policy_that_is_not_there_says_nothing() {
    for (path, behavior, expected) in [
        (
            "/v1/b2b/rbac/policy",
            failure(500, "internal_server_error"),
            None,
        ),
        ("/v1/b2b/rbac/policy", Behavior::Unreachable, None),
        ("/v1/b2b/rbac/organizations", failure(500, "x"), None),
        // An organization without a policy has the roles of the project, and so has one of a
        // project in which organizations have none.
        (
            "/v1/b2b/rbac/organizations",
            failure(403, "x"),
            Some((true, false)),
        ),
        (
            "/v1/b2b/rbac/organizations",
            failure(404, "organization_not_found"),
            Some((true, false)),
        ),
        // A project without a policy has no roles.
        (
            "/v1/b2b/rbac/policy",
            Behavior::Respond(
                200,
                serde_json::json!({ "request_id": "r", "status_code": 200 }),
            ),
            Some((false, true)),
        ),
    ] {
        let api = Api::new();
        api.set(path, behavior);
        let client = api.client();
        let by_project = may(&client, "documents", "write").await;
        let by_organization = may(&client, "images", "read").await;
        assert_eq!(
            by_project.ok().zip(by_organization.ok()),
            expected,
            "{path}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn policies_of_a_thousand_organizations_are_cached() {
    let api = Api::new();
    let client = api.client();
    client.rbac().preload_policy(policy());
    for number in 0..1_001 {
        client
            .rbac()
            .preload_org_policy(format!("organization-{number}"), org_policy());
        advance(SECOND / 10).await;
    }
    // The oldest has gone, and goes again for each further one.
    for (number, calls) in [(1_000, 0), (1, 0), (0, 1), (1, 1)] {
        let id = format!("organization-{number}");
        client.rbac().cached_policy_in(id).await.unwrap();
        assert_eq!(api.take().len(), calls, "{number}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_policy_is_not_used_for_another_organization() {
    let client = Api::new().client();
    let policy = client.rbac().cached_policy_in(ORGANIZATION).await.unwrap();
    let check = |id: &str| AuthorizationCheck::new(id, "images", "read");
    let decide = |id: &str| {
        policy
            .check_roles(id, &["auditor"], &check(id))
            .into_result()
    };
    assert_eq!(decide(ORGANIZATION), Ok(vec!["auditor".to_owned()]));
    assert_eq!(decide("organization-test-2"), Err(Denial::NotPermitted));
    assert_eq!(
        policy.permissions(&["writer"]),
        policy.effective().permissions(&["writer"])
    );

    // What is fetched later does not change what somebody holds.
    client.rbac().preload_policy(RbacPolicy::default());
    client
        .rbac()
        .preload_org_policy(ORGANIZATION, Default::default());
    assert!(decide(ORGANIZATION).is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_check_that_no_policy_could_allow_fetches_none() {
    let api = Api::new();
    let client = api.client();
    for (roles, check) in [
        (&[][..], check("documents", "write")),
        (
            &["writer"],
            AuthorizationCheck::new("organization-test-2", "documents", "write"),
        ),
        (&["writer"], AuthorizationCheck::default()),
    ] {
        let call = client.sessions().authenticate_jwt_local(session_jwt(roles));
        let error = call.authorization_check(check).await.unwrap_err();
        assert!(matches!(error, VerifyError::Denied(_)), "{error:?}");
        assert!(api.take().iter().all(|path| !path.starts_with("rbac")));
    }
}
