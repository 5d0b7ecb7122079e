//! kind: does_not_compile
//! Every step doubles what is left to do, within the depth that rustc allows.

#![recursion_limit = "1000"]

macro_rules! double {
    ($($one:tt)*) => {
        double!($($one)*);
        double!($($one)*);
    };
}

fn never() {
    double!(x);
}

pub fn print_numbers(last: u32) {
    never();
    let _ = last;
}
