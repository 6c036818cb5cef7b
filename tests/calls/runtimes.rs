//! One client on several runtimes, of which some stand still or are gone.

use std::sync::LazyLock;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use stytch_b2b::schemas::OidcConnection;
use stytch_b2b::testing::FakeStytch;
use stytch_b2b::{Client, Result};
use tests::loopback::{Loopback, response};
use tokio::runtime::{Builder, Runtime};

const ID: &str = "organization-test-1";

fn single() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn one_worker() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(1).enable_all().build().unwrap()
}

async fn call(client: &Client) -> Result<()> {
    client.organizations().get(ID).await.map(drop)
}

/// Fails if it takes as long as something that waits for a timeout.
fn at_once(what: &str, done: impl FnOnce() -> Result<()>) {
    let start = Instant::now();
    done().expect(what);
    assert!(start.elapsed() < Duration::from_secs(2), "{what}");
}

/// The connection of a call that was awaited is not taken for one that is waited for.
#[test]
fn waiting_after_awaiting() {
    let fake = FakeStytch::start().unwrap();
    let client = fake.client();
    single().block_on(async {
        call(&client).await.unwrap();
        at_once("in `block_on`", || {
            client.organizations().get(ID).wait().map(drop)
        });
        call(&client).await.unwrap();
    });
    let runtime = one_worker();
    let task = runtime.spawn({
        let client = client.clone();
        async move {
            call(&client).await.unwrap();
            at_once("on the only worker", || {
                client.organizations().get(ID).wait().map(drop)
            });
            call(&client).await.unwrap();
        }
    });
    runtime.block_on(task).unwrap();
    // A runtime that is there and that nobody drives.
    let idle = single();
    idle.block_on(call(&client)).unwrap();
    at_once("beside a runtime that stands still", || {
        client.organizations().get(ID).wait().map(drop)
    });
}

/// A server closes a connection while no runtime looks at it: that is no failed call, even of one
/// that must not be sent twice.
#[test]
fn a_connection_that_ended_while_nobody_looked() {
    let connection = serde_json::to_string(&OidcConnection::default()).unwrap();
    let body = format!(r#"{{"status_code":200,"request_id":"r","connection":{connection}}}"#);
    let server = Loopback::start(move |mut connection| {
        connection.request();
        let _ = connection.send(response("200 OK", &body));
    });
    let client = Client::builder()
        .project_id("project-test-1")
        .secret("secret-test-1")
        .base_url(server.url())
        .without_retries()
        .build()
        .unwrap();
    let runtime = single();
    for _ in 0..20 {
        let call = client.sso().oidc().create_connection("o").display_name("n");
        runtime.block_on(call.into_future()).unwrap();
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(server.connections(), 20);
}

/// Of a fetch that callers share, too.
#[test]
fn a_shared_fetch_of_a_busy_runtime() {
    let fake = FakeStytch::start().unwrap();
    let client = fake.client();
    let (begun, has_begun) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let busy = client.clone();
    let thread = thread::spawn(move || {
        single().block_on(async {
            let rbac = busy.rbac();
            let mut policy = rbac.cached_policy();
            tokio::select! {
                biased;
                _ = &mut policy => panic!("a network is never that fast"),
                () = tokio::task::yield_now() => {}
            }
            begun.send(()).unwrap();
            released.recv().unwrap();
            policy.await.map(drop)
        })
    });
    has_begun.recv().unwrap();
    at_once("waited for", || {
        client.rbac().cached_policy().wait().map(drop)
    });
    at_once("awaited", || {
        single().block_on(client.rbac().cached_policy()).map(drop)
    });
    release.send(()).unwrap();
    at_once("by the one who began", || thread.join().unwrap());
}

/// A task that blocks its worker right after it began a fetch: the other worker goes on with it.
#[test]
fn a_shared_fetch_of_a_worker_that_is_blocked() {
    let fake = FakeStytch::start().unwrap();
    let client = fake.client();
    let mut builder = Builder::new_multi_thread();
    let runtime = builder.worker_threads(2).enable_all().build().unwrap();
    let (begun, has_begun) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let blocked = client.clone();
    let task = runtime.spawn(async move {
        let rbac = blocked.rbac();
        let mut policy = rbac.cached_policy();
        tokio::select! {
            biased;
            _ = &mut policy => panic!("a network is never that fast"),
            () = async {} => {}
        }
        begun.send(()).unwrap();
        released.recv().unwrap();
        policy.await.map(drop)
    });
    has_begun.recv().unwrap();
    at_once("on the other worker", || {
        let call = runtime.spawn(client.rbac().cached_policy());
        runtime.block_on(call).unwrap().map(drop)
    });
    release.send(()).unwrap();
    at_once("by the one who began", || runtime.block_on(task).unwrap());
    assert_eq!(fake.request_count(), 1);
}

#[test]
fn one_client_for_runtimes_that_come_and_go() {
    static FAKE: LazyLock<FakeStytch> = LazyLock::new(|| FakeStytch::start().unwrap());
    static CLIENT: LazyLock<Client> = LazyLock::new(|| FAKE.client());
    let threads: Vec<_> = (0..4)
        .map(|_| {
            thread::spawn(|| {
                for round in 0..25 {
                    let runtime = if round % 2 == 0 {
                        single()
                    } else {
                        one_worker()
                    };
                    at_once("first", || runtime.block_on(call(&CLIENT)));
                    at_once("second", || runtime.block_on(call(&CLIENT)));
                    at_once("shared", || {
                        runtime.block_on(CLIENT.rbac().cached_policy()).map(drop)
                    });
                }
            })
        })
        .collect();
    threads
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
}
