//! `std::prelude`: since Rust 1.94 the macros of a program come from here when they are not named by a path.

macro_rules! preludes {
    ($($edition:ident)*) => {$(
        pub mod $edition {
            pub use real_std::prelude::$edition::*;
            pub use crate::{dbg, eprint, eprintln, print, println, thread_local};
        }
    )*};
}
preludes!(v1 rust_2015 rust_2018 rust_2021 rust_2024);
