//! kind: does_not_compile
//! A macro that calls itself.

macro_rules! again {
    ($($all:tt)*) => {
        again!($($all)* $($all)* x);
    };
}
again!(x);

pub fn print_numbers(last: u32) {
    let _ = last;
}
