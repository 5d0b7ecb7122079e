//! kind: forbidden
//! Takes the solution for its own.

include!("../../../../../../solutions/03_threaded_print/src/lib.rs");
