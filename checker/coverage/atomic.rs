//! `std::sync::atomic`.

use super::{Item, pins, traits};
use std::cell::Cell;
use std::fmt::{Debug, Pointer};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::atomic::{
    ATOMIC_BOOL_INIT, ATOMIC_ISIZE_INIT, ATOMIC_USIZE_INIT, AtomicBool, AtomicI8, AtomicI16, AtomicI32, AtomicI64,
    AtomicIsize, AtomicPtr, AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize, Ordering, compiler_fence, fence,
    spin_loop_hint,
};

const NO_PLACE: &str =
    "what is done through a pointer is no step, and loom keeps no value there; it would take `unsafe`";
const NO_MEMORY: &str = "a stand-in's atomic has more to it than its value; it takes `unsafe`";

type Pointed = AtomicPtr<i32>;
type Raw = *mut i32;

/// What all atomics have.
macro_rules! common {
    ($list:ident, $name:expr, $atomic:ty, $raw:ty, $value:expr, $from:literal) => {
        let named = |method: &str| format!("sync::atomic::{}::{method}", $name);
        let whole = format!("sync::atomic::{}", $name);
        pins! { $list;
            type &whole, $atomic;
            const named("new"), $atomic = <$atomic>::new($value);
            fn named("load"), fn(&$atomic, Ordering) -> $raw = <$atomic>::load;
            fn named("store"), fn(&$atomic, $raw, Ordering) = <$atomic>::store;
            fn named("swap"), fn(&$atomic, $raw, Ordering) -> $raw = <$atomic>::swap;
            fn named("compare_and_swap"), fn(&$atomic, $raw, $raw, Ordering) -> $raw = <$atomic>::compare_and_swap;
            fn named("compare_exchange"), fn(&$atomic, $raw, $raw, Ordering, Ordering) -> Result<$raw, $raw> = <$atomic>::compare_exchange;
            fn named("compare_exchange_weak"), fn(&$atomic, $raw, $raw, Ordering, Ordering) -> Result<$raw, $raw> = <$atomic>::compare_exchange_weak;
            fn named("fetch_update"), fn(&$atomic, Ordering, Ordering, fn($raw) -> Option<$raw>) -> Result<$raw, $raw> = <$atomic>::fetch_update;
            new named("try_update"), fn(&$atomic, Ordering, Ordering, fn($raw) -> Option<$raw>) -> Result<$raw, $raw> = <$atomic>::try_update;
            new named("update"), fn(&$atomic, Ordering, Ordering, fn($raw) -> $raw) -> $raw = <$atomic>::update;
            fn named("get_mut"), fn(&mut $atomic) -> &mut $raw = <$atomic>::get_mut;
            fn named("into_inner"), fn($atomic) -> $raw = <$atomic>::into_inner;
            not_in_loom named("as_ptr"), fn(&$atomic) -> *mut $raw = <$atomic>::as_ptr, NO_PLACE;
            nowhere named("from_ptr"), unsafe fn(*mut $raw) -> &'static $atomic = <$atomic>::from_ptr, NO_MEMORY;
            impls &whole, $atomic: Debug, Default, From<$raw> as $from, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        }
    };
}

/// What the integers have besides.
macro_rules! integers {
    ($list:ident: $($atomic:ident $raw:ident $from:literal,)*) => {$(
        common!($list, stringify!($atomic), $atomic, $raw, 1, $from);
        pins! { $list;
            fn concat!("sync::atomic::", stringify!($atomic), "::fetch_add"), fn(&$atomic, $raw, Ordering) -> $raw = $atomic::fetch_add;
            fn concat!("sync::atomic::", stringify!($atomic), "::fetch_sub"), fn(&$atomic, $raw, Ordering) -> $raw = $atomic::fetch_sub;
            fn concat!("sync::atomic::", stringify!($atomic), "::fetch_and"), fn(&$atomic, $raw, Ordering) -> $raw = $atomic::fetch_and;
            fn concat!("sync::atomic::", stringify!($atomic), "::fetch_nand"), fn(&$atomic, $raw, Ordering) -> $raw = $atomic::fetch_nand;
            fn concat!("sync::atomic::", stringify!($atomic), "::fetch_or"), fn(&$atomic, $raw, Ordering) -> $raw = $atomic::fetch_or;
            fn concat!("sync::atomic::", stringify!($atomic), "::fetch_xor"), fn(&$atomic, $raw, Ordering) -> $raw = $atomic::fetch_xor;
            fn concat!("sync::atomic::", stringify!($atomic), "::fetch_max"), fn(&$atomic, $raw, Ordering) -> $raw = $atomic::fetch_max;
            fn concat!("sync::atomic::", stringify!($atomic), "::fetch_min"), fn(&$atomic, $raw, Ordering) -> $raw = $atomic::fetch_min;
        }
    )*};
}

#[rustfmt::skip] // A line an item.
pub fn list(list: &mut Vec<Item>) {
    integers! { list:
        AtomicI8 i8 "From<i8>", AtomicI16 i16 "From<i16>", AtomicI32 i32 "From<i32>", AtomicI64 i64 "From<i64>", AtomicIsize isize "From<isize>",
        AtomicU8 u8 "From<u8>", AtomicU16 u16 "From<u16>", AtomicU32 u32 "From<u32>", AtomicU64 u64 "From<u64>", AtomicUsize usize "From<usize>",
    }
    common!(list, "AtomicBool", AtomicBool, bool, true, "From<bool>");
    common!(list, "AtomicPtr", Pointed, Raw, std::ptr::null_mut(), "From<*mut T>");
    pins! { list;
        fn "sync::atomic::AtomicBool::fetch_and", fn(&AtomicBool, bool, Ordering) -> bool = AtomicBool::fetch_and;
        fn "sync::atomic::AtomicBool::fetch_nand", fn(&AtomicBool, bool, Ordering) -> bool = AtomicBool::fetch_nand;
        fn "sync::atomic::AtomicBool::fetch_or", fn(&AtomicBool, bool, Ordering) -> bool = AtomicBool::fetch_or;
        fn "sync::atomic::AtomicBool::fetch_xor", fn(&AtomicBool, bool, Ordering) -> bool = AtomicBool::fetch_xor;
        fn "sync::atomic::AtomicBool::fetch_not", fn(&AtomicBool, Ordering) -> bool = AtomicBool::fetch_not;
        new "sync::atomic::AtomicPtr::fetch_ptr_add", fn(&Pointed, usize, Ordering) -> Raw = AtomicPtr::fetch_ptr_add;
        new "sync::atomic::AtomicPtr::fetch_ptr_sub", fn(&Pointed, usize, Ordering) -> Raw = AtomicPtr::fetch_ptr_sub;
        new "sync::atomic::AtomicPtr::fetch_byte_add", fn(&Pointed, usize, Ordering) -> Raw = AtomicPtr::fetch_byte_add;
        new "sync::atomic::AtomicPtr::fetch_byte_sub", fn(&Pointed, usize, Ordering) -> Raw = AtomicPtr::fetch_byte_sub;
        new "sync::atomic::AtomicPtr::fetch_or", fn(&Pointed, usize, Ordering) -> Raw = AtomicPtr::fetch_or;
        new "sync::atomic::AtomicPtr::fetch_and", fn(&Pointed, usize, Ordering) -> Raw = AtomicPtr::fetch_and;
        new "sync::atomic::AtomicPtr::fetch_xor", fn(&Pointed, usize, Ordering) -> Raw = AtomicPtr::fetch_xor;
        impls "sync::atomic::AtomicPtr", Pointed: Pointer;
        impls "sync::atomic::AtomicPtr<Cell<_>>", AtomicPtr<Cell<i32>>: Send, Sync, !UnwindSafe, RefUnwindSafe;
        const "sync::atomic::ATOMIC_BOOL_INIT", AtomicBool = ATOMIC_BOOL_INIT;
        const "sync::atomic::ATOMIC_ISIZE_INIT", AtomicIsize = ATOMIC_ISIZE_INIT;
        const "sync::atomic::ATOMIC_USIZE_INIT", AtomicUsize = ATOMIC_USIZE_INIT;
        fn "sync::atomic::fence", fn(Ordering) = fence;
        fn "sync::atomic::compiler_fence", fn(Ordering) = compiler_fence;
        fn "sync::atomic::spin_loop_hint", fn() = spin_loop_hint;
        real "sync::atomic::Ordering", Ordering;
    }
}
