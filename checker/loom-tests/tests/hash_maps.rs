//! Hash maps in the loom world, tested with the simulated world's own tests.

#[path = "../../simulated-tests/tests/hash_maps/as_in_std.rs"]
mod as_in_std;
mod common;
#[path = "../../simulated-tests/tests/hash_maps/order.rs"]
mod order;
