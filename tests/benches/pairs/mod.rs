//! What is measured: pairs of ways to do the same. Each file is a kind of them.

mod by_hand;
mod calls;
mod codec;
mod derived;
mod document;
pub(crate) mod generate;
mod jwt;
mod server;

/// What a timestamp is in the derived types: what it is in the SDK's, or less than that.
#[cfg(not(feature = "plain-timestamps"))]
type Timestamp = chrono::DateTime<chrono::FixedOffset>;
#[cfg(feature = "plain-timestamps")]
type Timestamp = String;

/// Does something that many times.
pub(crate) type Run = Box<dyn FnMut(u32)>;

/// Two ways to do the same.
pub(crate) struct Pair {
    /// The kind, what is done, and what it is compared with.
    pub(crate) name: String,
    /// How many things are done each time: durations are of one.
    pub(crate) units: u32,
    /// As this repository does it.
    pub(crate) ours: Run,
    /// As one would without it.
    pub(crate) theirs: Run,
}

impl Pair {
    fn new(name: impl Into<String>, ours: Run, theirs: Run) -> Self {
        Self {
            name: name.into(),
            units: 1,
            ours,
            theirs,
        }
    }
}

/// All pairs.
pub(crate) fn all() -> Vec<Pair> {
    [calls::pairs, jwt::pairs, codec::pairs, generate::pairs]
        .into_iter()
        .flat_map(|pairs| pairs())
        .collect()
}

/// The pair of a name.
#[allow(
    dead_code,
    reason = "only the count of allocations asks for one by one"
)]
pub(crate) fn find(name: &str) -> Pair {
    let mut pairs = all().into_iter();
    pairs.find(|pair| pair.name == name).expect("a pair")
}

/// Whether the command line asks for what has that name. Cargo adds options of its own.
pub(crate) fn filter() -> impl Fn(&str) -> bool {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    move |name: &str| wanted.is_empty() || wanted.iter().any(|begin| name.starts_with(begin))
}

/// Does something over and over.
fn repeated<T>(mut once: impl FnMut() -> T + 'static) -> Run {
    Box::new(move |count| {
        for _ in 0..count {
            std::hint::black_box(once());
        }
    })
}
