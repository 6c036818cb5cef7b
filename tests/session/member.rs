//! What a client believes of a member whose session is a JWT.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use stytch_b2b::Client;
use stytch_b2b::chrono::DateTime;
use stytch_b2b::schemas::MemberSession;
use stytch_b2b::testing::Signer;

use crate::api::{Api, PROJECT, authenticated, now, session};

const START: u64 = 1_800_000_000;
const LOOKUP: &str = "sessions/authenticate";

/// A client whose clock the test moves, and a session that lasts for so many seconds from now.
fn set_up(lasts: u64) -> (Api, Client, Arc<AtomicU64>, MemberSession) {
    let api = Api::new();
    api.set("/v1/b2b/sessions/authenticate", authenticated());
    let clock = Arc::new(AtomicU64::new(START));
    let shown = clock.clone();
    let client = Client::builder()
        .project_id(PROJECT)
        .secret("secret-test-1")
        .transport(api.clone())
        .clock(move || UNIX_EPOCH + Duration::from_secs(shown.load(Ordering::Relaxed)))
        .build()
        .unwrap();
    let end = DateTime::from_timestamp(i64::try_from(START + lasts).unwrap(), 0).unwrap();
    let session = MemberSession {
        expires_at: end.fixed_offset(),
        ..session(&["writer"])
    };
    (api, client, clock, session)
}

fn lookups(api: &Api) -> usize {
    let asked = api.take();
    asked.iter().filter(|path| *path == LOOKUP).count()
}

/// The organization and the roles follow from the JWT as long as it is good and its session lasts;
/// after that, the API is asked.
#[tokio::test(start_paused = true)]
async fn a_good_jwt_is_believed_and_no_other() {
    for (lasts, later, expected) in [
        (3600, 0, 0),
        (3600, 299, 0),
        (3600, 301, 1),
        (60, 59, 0),
        (60, 61, 1),
    ] {
        let (api, client, clock, session) = set_up(lasts);
        let member = client.as_member(Signer::new().session_jwt(PROJECT, &session, now()));
        assert!(member.is_authorized("documents", "write").await.unwrap());
        clock.fetch_add(later, Ordering::Relaxed);
        assert!(member.is_authorized("documents", "write").await.unwrap());
        assert_eq!(
            lookups(&api),
            expected,
            "lasts {lasts}, asked after {later}"
        );
    }
}

/// The roles are those of the time at which the JWT was issued, not of the first look at it.
#[tokio::test(start_paused = true)]
async fn roles_are_as_old_as_their_jwt() {
    let (api, client, clock, session) = set_up(3600);
    let issued = now() - Duration::from_secs(299);
    let member = client.as_member(Signer::new().session_jwt(PROJECT, &session, issued));
    member.session().await.unwrap();
    assert_eq!(lookups(&api), 0);
    clock.fetch_add(2, Ordering::Relaxed);
    tokio::time::advance(Duration::from_secs(2)).await;
    member.session().await.unwrap();
    assert_eq!(lookups(&api), 1);
}
