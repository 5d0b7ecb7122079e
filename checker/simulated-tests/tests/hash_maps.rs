//! Hash maps in the simulated world: everything that std's can do, and the same order in every execution.

#[path = "hash_maps/as_in_std.rs"]
mod as_in_std;
mod common;
#[path = "hash_maps/order.rs"]
mod order;
