//! Every stable item of `std::{thread, sync, time}`, with its type pinned: the same list is compiled with the real std, with the simulated
//! one and with loom's. What a world lacks, or has with another signature, does not compile there.
//!
//! Each file lists a module of std, a line an item (the traits of a type share one). The names are those that the
//! documentation leads to, so that [`COVERAGE.md`](../COVERAGE.md) can be written from the list and the list compared with the
//! documentation of the toolchain: see `tests/end_to_end/coverage.rs`.
//!
//! Whoever includes this says first what its world can have, with three macros that pass their code on or drop it:
//! `unless_in_loom`, `unless_in_a_stand_in`, and `if_new` for what is newer than the oldest toolchain we support.

#![allow(deprecated, clippy::type_complexity)]
// What is newer than our oldest toolchain is compiled only where there is a newer one.
#![allow(clippy::incompatible_msrv)]

mod atomic;
mod locks;
mod mpsc;
mod must_use;
mod once;
#[allow(dead_code, reason = "the table is written in the real world")]
pub mod table;
mod threads;
mod time;

/// An item of std.
#[derive(Debug, Clone)]
#[allow(dead_code, reason = "what the stand-ins' worlds don't look at is for the table")]
pub struct Item {
    /// `sync::Mutex::lock`, `sync::Mutex: Debug`, `sync::MutexGuard: !Send`.
    pub name: String,
    pub simulated: bool,
    pub loom: bool,
    pub note: &'static str,
}

impl Item {
    pub fn new(name: impl Into<String>) -> Item {
        Item {
            name: name.into(),
            simulated: true,
            loom: true,
            note: "",
        }
    }
}

/// The note of types that the stand-ins take from the real std. All that belongs to them is covered by that.
pub const REAL: &str = "the real one";

/// All items of the list. That this compiles is the test.
pub fn items() -> Vec<Item> {
    let mut list = Vec::new();
    threads::list(&mut list);
    locks::list(&mut list);
    once::list(&mut list);
    mpsc::list(&mut list);
    atomic::list(&mut list);
    time::list(&mut list);
    must_use::all();
    list
}

/// Pins functions and constants. `const` values are made at compile time.
macro_rules! pins {
    ($list:ident;) => {};
    ($list:ident; fn $name:expr, $type:ty = $value:expr; $($rest:tt)*) => {
        let _: $type = $value;
        $list.push(Item::new($name));
        pins!($list; $($rest)*);
    };
    ($list:ident; const $name:expr, $type:ty = $value:expr; $($rest:tt)*) => {
        {
            #[allow(clippy::declare_interior_mutable_const, reason = "it is made, not used")]
            const PINNED: $type = $value;
            let _ = PINNED;
        }
        $list.push(Item::new($name));
        pins!($list; $($rest)*);
    };
    // Newer than the oldest toolchain we support.
    ($list:ident; new $name:expr, $type:ty = $value:expr; $($rest:tt)*) => {
        if_new! { let _: $type = $value; }
        $list.push(Item::new($name));
        pins!($list; $($rest)*);
    };
    ($list:ident; type $name:expr, $type:ty; $($rest:tt)*) => {
        let _ = size_of::<$type>();
        $list.push(Item::new($name));
        pins!($list; $($rest)*);
    };
    ($list:ident; real $name:expr, $type:ty; $($rest:tt)*) => {
        let _ = size_of::<$type>();
        $list.push(Item { note: crate::coverage::REAL, ..Item::new($name) });
        pins!($list; $($rest)*);
    };
    ($list:ident; not_in_loom $name:expr, $type:ty = $value:expr, $why:expr; $($rest:tt)*) => {
        unless_in_loom! { let _: $type = $value; }
        $list.push(Item { loom: false, note: $why, ..Item::new($name) });
        pins!($list; $($rest)*);
    };
    ($list:ident; nowhere $name:expr, $type:ty = $value:expr, $why:expr; $($rest:tt)*) => {
        unless_in_a_stand_in! { let _: $type = $value; }
        $list.push(Item { loom: false, simulated: false, note: $why, ..Item::new($name) });
        pins!($list; $($rest)*);
    };
    ($list:ident; impls $name:expr, $type:ty: $($traits:tt)*) => {
        traits!($list; $name, $type: $($traits)*);
    };
}
pub(crate) use pins;

/// Pins which traits a type has, and which it has not. `Trait as "name"` where the documentation's name has parameters, and
/// `(not on Apple) Trait` where the documentation is about systems whose locks are futexes; after the semicolon the list goes on.
macro_rules! traits {
    ($list:ident; $name:expr, $type:ty: ; $($rest:tt)*) => { pins!($list; $($rest)*); };
    ($list:ident; $name:expr, $type:ty: , $($traits:tt)*) => { traits!($list; $name, $type: $($traits)*); };
    ($list:ident; $name:expr, $type:ty: !$trait:ident $($traits:tt)*) => {
        {
            // Were the trait implemented, both of these would be, and the call ambiguous.
            trait Either<Which> {
                fn call() {}
            }
            impl<T: ?Sized> Either<()> for T {}
            #[allow(dead_code, reason = "a type to tell the implementations apart")]
            struct Implemented;
            impl<T: ?Sized + $trait> Either<Implemented> for T {}
            <$type as Either<_>>::call();
        }
        $list.push(Item::new(format!("{}: !{}", $name, stringify!($trait))));
        traits!($list; $name, $type: $($traits)*);
    };
    ($list:ident; $name:expr, $type:ty: (not on Apple) $trait:ident $($traits:tt)*) => {
        #[cfg(not(target_vendor = "apple"))]
        {
            fn implements<T: $trait>() {}
            implements::<$type>();
        }
        $list.push(Item::new(format!("{}: {}", $name, stringify!($trait))));
        traits!($list; $name, $type: $($traits)*);
    };
    ($list:ident; $name:expr, $type:ty: $trait:path as $shown:literal $($traits:tt)*) => {
        {
            fn implements<T: $trait>() {}
            implements::<$type>();
        }
        $list.push(Item::new(format!("{}: {}", $name, $shown)));
        traits!($list; $name, $type: $($traits)*);
    };
    ($list:ident; $name:expr, $type:ty: $trait:ident $($traits:tt)*) => {
        {
            fn implements<T: $trait>() {}
            implements::<$type>();
        }
        $list.push(Item::new(format!("{}: {}", $name, stringify!($trait))));
        traits!($list; $name, $type: $($traits)*);
    };
}
pub(crate) use traits;
