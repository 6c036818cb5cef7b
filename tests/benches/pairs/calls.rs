//! A call over a connection that is kept alive: a search for members, with a short and a long
//! response.

use std::net::SocketAddr;
use std::rc::Rc;

use stytch_b2b::Client;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use super::{Pair, Run, by_hand, document, server};

pub(super) const PROJECT: &str = "project-test-07971b06-ac8b-4cdb-9c15-63b17e653931";
pub(super) const SECRET: &str = "secret-test-Xh0TvCuOLxmxEkFSLnPAcrqSOKr3uJ6cWY0=";
pub(super) const ORGANIZATION: &str = "organization-test-07971b06-ac8b-4cdb-9c15-63b17e653931";
pub(super) const LIMIT: i32 = 100;
pub(super) const PATH: &str = "/v1/b2b/organizations/members/search";

/// How many calls are on their way at once.
const AT_ONCE: u32 = 64;

/// On one thread, so that the work of all calls adds up.
pub(super) fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

pub(super) fn pairs() -> Vec<Pair> {
    let runtime = Rc::new(runtime());
    let mut pairs = Vec::new();
    for kibibytes in [1, 100] {
        let address = server::start(&document::search_of(kibibytes * 1024));
        for with in ["reqwest", "hyper-util"] {
            for at_once in [1, AT_ONCE] {
                let (ours, theirs) = (
                    ours(address, &runtime, at_once),
                    theirs(with, address, &runtime, at_once),
                );
                let how = match at_once {
                    1 => "one by one".to_owned(),
                    _ => format!("{at_once} at once"),
                };
                let name = format!("calls: {kibibytes} KiB, {how}; {with}");
                let pair = Pair::new(name, ours, theirs);
                pairs.push(Pair {
                    units: at_once,
                    ..pair
                });
            }
        }
    }
    pairs
}

fn ours(address: SocketAddr, runtime: &Rc<Runtime>, at_once: u32) -> Run {
    let client = Client::builder()
        .project_id(PROJECT)
        .secret(SECRET)
        .base_url(format!("http://{address}"))
        .build()
        .unwrap();
    run(runtime, at_once, move || {
        let members = client.organizations().members();
        let call = members.search([ORGANIZATION]).limit(LIMIT);
        async { call.await.unwrap() }
    })
}

fn theirs(with: &str, address: SocketAddr, runtime: &Rc<Runtime>, at_once: u32) -> Run {
    let base_url = format!("http://{address}");
    if with == "reqwest" {
        let client = by_hand::Reqwest::new(&base_url);
        run(runtime, at_once, move || client.clone().search())
    } else {
        let client = by_hand::Hyper::new(&base_url);
        run(runtime, at_once, move || client.clone().search())
    }
}

/// Makes calls one after the other, or that many at a time, each as a task.
fn run<F>(runtime: &Rc<Runtime>, at_once: u32, call: impl Fn() -> F + 'static) -> Run
where
    F: Future<Output: Send> + Send + 'static,
{
    let runtime = runtime.clone();
    Box::new(move |count| {
        runtime.block_on(async {
            for _ in 0..count {
                if at_once == 1 {
                    std::hint::black_box(call().await);
                    continue;
                }
                let mut calls: JoinSet<_> = (0..at_once).map(|_| call()).collect();
                while let Some(response) = calls.join_next().await {
                    std::hint::black_box(response.unwrap());
                }
            }
        });
    })
}
