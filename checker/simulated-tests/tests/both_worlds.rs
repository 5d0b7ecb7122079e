//! The tests that both stand-ins pass.

mod common;

#[path = "../../coverage/both/mod.rs"]
mod both;
