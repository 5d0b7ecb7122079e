//! The table that a suite begins with.

/// A suite's `main`: the promises of the task, a line each. In a line: the points, the function that checks the promise, and the promise
/// as a claim. The function's name is the check's id.
///
/// The checker reads the table off the source, so it holds literals only.
///
/// ```text
/// checks! {
///     3    exact_with_lock        "With the lock, no interleaving loses an addition";
///     0.5  no_workers_is_a_panic  "A pool without workers is refused with a panic";
/// }
/// ```
#[macro_export]
macro_rules! checks {
    ($($points:literal $check:ident $claim:literal;)+) => {
        pub fn main() {
            ::harness::suite(vec![$(::harness::Check::new(stringify!($check), $check)),+]);
        }
    };
}
