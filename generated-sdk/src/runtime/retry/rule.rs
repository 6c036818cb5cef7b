//! The retry rule: what follows an attempt that failed. `rule.md` is the same as a table, for the
//! documentation of [`Retry`](super::Retry).

/// How an attempt failed, as far as the rule tells failures apart.
#[derive(Clone, Copy, Debug)]
pub(in crate::runtime) enum Failure {
    NoConnection,
    /// The connection broke or the attempt timed out before the response began.
    NoResponse,
    /// The connection broke or the call timed out in the middle of the response.
    PartialResponse,
    Status(u16),
    /// Nothing was sent, or a response arrived that cannot be used.
    Other,
}

/// What follows a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Next {
    /// The API has not processed the request: any call is retried.
    Retry,
    /// The API may have processed the request: idempotent calls are retried.
    RetryIfIdempotent,
    /// The same call may succeed later. Whether to make it is up to the caller.
    CallerDecides,
    /// The same call would fail again.
    Fail,
}

impl Failure {
    pub(in crate::runtime) fn next(self) -> Next {
        match self {
            Self::NoConnection => Next::Retry,
            Self::NoResponse => Next::RetryIfIdempotent,
            Self::PartialResponse => Next::CallerDecides,
            Self::Status(429) => Next::Retry,
            Self::Status(502..=504) => Next::RetryIfIdempotent,
            Self::Status(408 | 500) => Next::CallerDecides,
            Self::Status(_) | Self::Other => Next::Fail,
        }
    }
}

impl Next {
    pub(in crate::runtime) fn is_retry(self, is_idempotent: bool) -> bool {
        self == Self::Retry || self == Self::RetryIfIdempotent && is_idempotent
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, Next};

    /// The cells of each row of `rule.md`.
    fn table() -> Vec<[&'static str; 4]> {
        let rows = include_str!("rule.md").lines().skip(2);
        rows.map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            cells.try_into().unwrap()
        })
        .collect()
    }

    /// The row of the table that is about a failure.
    fn row(failure: Failure) -> [&'static str; 4] {
        let about = match failure {
            Failure::NoConnection => "`Connect`".to_owned(),
            Failure::NoResponse => "before the response begins".to_owned(),
            Failure::PartialResponse => "after the response begins".to_owned(),
            Failure::Status(status) => format!(" {status}"),
            Failure::Other => "any other".to_owned(),
        };
        let find = |about: &str| {
            let mut rows = table()
                .into_iter()
                .filter(|[cell, ..]| cell.contains(about));
            let row = rows.next();
            assert!(rows.next().is_none(), "{failure:?} has two rows");
            row
        };
        let row = match failure {
            Failure::Status(_) => find(&about).or_else(|| find("any other status")),
            _ => find(&about),
        };
        row.unwrap_or_else(|| panic!("{failure:?} has no row"))
    }

    #[test]
    fn the_documented_table_is_the_rule() {
        let failures = [
            Failure::NoConnection,
            Failure::NoResponse,
            Failure::PartialResponse,
            Failure::Other,
        ];
        let mut seen = Vec::new();
        for failure in failures.into_iter().chain((100..600).map(Failure::Status)) {
            let next = failure.next();
            let retried = |is_retry| if is_retry { "retried" } else { "not retried" };
            let [failed, idempotent, other, is_retryable] = row(failure);
            assert_eq!(idempotent, retried(next.is_retry(true)), "{failure:?}");
            assert_eq!(other, retried(next.is_retry(false)), "{failure:?}");
            let expected = if next == Next::Fail { "no" } else { "yes" };
            assert_eq!(is_retryable, expected, "{failure:?}");
            seen.push(failed);
        }
        for [failed, ..] in table() {
            assert!(seen.contains(&failed), "nothing fails with: {failed}");
        }
    }
}
