//! Where an answer is plugged into a suite that was compiled without it.

use std::ops::Deref;
use std::sync::OnceLock;

/// What a suite calls of an answer. The suite declares it; `answer.rs`, which is compiled with each answer, plugs the answer in.
pub struct Socket<A>(OnceLock<A>);

impl<A> Socket<A> {
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Socket<A> {
        Socket(OnceLock::new())
    }

    /// Plugs in the answer, before the checks run.
    ///
    /// # Panics
    /// If there is one already.
    pub fn plug(&self, answer: A) {
        let plugged = self.0.set(answer);
        assert!(plugged.is_ok(), "one answer a process");
    }
}

impl<A> Deref for Socket<A> {
    type Target = A;

    /// The answer.
    ///
    /// # Panics
    /// If there is none yet.
    fn deref(&self) -> &A {
        self.0
            .get()
            .expect("answer.rs plugs the answer in before the checks run")
    }
}
