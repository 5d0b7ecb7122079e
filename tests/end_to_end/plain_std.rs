//! What the stand-ins' tests take std to be like, tried on std itself.

#[path = "../../checker/simulated-tests/tests/hash_maps/as_in_std.rs"]
mod hash_maps;
