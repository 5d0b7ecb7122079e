//! What a scenario returned, without its type: what explores and judges is compiled once, and not again in every suite.

use std::any::Any;

/// What a scenario returned.
pub type Returned = Box<dyn Any>;

/// The same as a rule gets it; `None` if the scenario never returned.
pub type MaybeReturned<'a> = Option<&'a dyn Any>;

/// With its type again.
pub fn typed<R: 'static>(result: MaybeReturned<'_>) -> Option<&R> {
    result.and_then(|result| result.downcast_ref())
}
