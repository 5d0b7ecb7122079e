//! The simulated std has every item of the list of `checker/coverage`, with the same type as the real one.

macro_rules! unless_in_loom { ($($code:tt)*) => { $($code)* } }
macro_rules! unless_in_a_stand_in {
    ($($code:tt)*) => {};
}
macro_rules! if_new { ($($code:tt)*) => { $($code)* } }

#[path = "../../coverage/mod.rs"]
mod coverage;

#[test]
fn it_has_all_that_the_list_says() {
    let items = coverage::items();
    assert!(
        items.iter().filter(|item| item.simulated).count() > 700,
        "{}",
        items.len()
    );
}
