//! The smallest stand-in for std: one glob, a module and a macro of its own, and preludes that know the macro.

extern crate std as real_std;

/// Only the stand-in has it.
pub const STAND_IN: bool = true;

static CALLS: real_std::sync::atomic::AtomicUsize = real_std::sync::atomic::AtomicUsize::new(0);

/// What the stand-in's macro expands to.
pub fn said(_: real_std::fmt::Arguments<'_>) {
    CALLS.fetch_add(1, real_std::sync::atomic::Ordering::SeqCst);
}

/// How often it was called.
pub fn calls() -> usize {
    CALLS.load(real_std::sync::atomic::Ordering::SeqCst)
}

#[macro_export]
macro_rules! println {
    ($($arg:tt)*) => {
        $crate::said($crate::format_args!("{}\n", $crate::format_args!($($arg)*)))
    };
}

pub mod prelude {
    macro_rules! preludes {
        ($($edition:ident)*) => {$(
            pub mod $edition {
                pub use crate::println;
                pub use real_std::prelude::$edition::*;
            }
        )*};
    }
    preludes!(v1 rust_2015 rust_2018 rust_2021 rust_2024);
}

pub mod thread {
    pub use real_std::thread::*;
    pub const STAND_IN: bool = true;
    pub fn yield_now() -> bool {
        true
    }
}

pub use real_std::*;
