//! `std::sync`: what is initialised once.

use super::{Item, pins, traits};
use std::cell::Cell;
use std::fmt::Debug;
use std::ops::{Deref, DerefMut};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::{LazyLock, ONCE_INIT, Once, OnceLock, OnceState};

type Lazy = LazyLock<i32>;

#[rustfmt::skip] // A line an item.
pub fn list(list: &mut Vec<Item>) {
    pins! { list;
        type "sync::Once", Once;
        const "sync::Once::new", Once = Once::new();
        fn "sync::Once::call_once", fn(&Once, fn()) = Once::call_once;
        fn "sync::Once::call_once_force", fn(&Once, fn(&OnceState)) = Once::call_once_force;
        fn "sync::Once::is_completed", fn(&Once) -> bool = Once::is_completed;
        new "sync::Once::wait", fn(&Once) = Once::wait;
        new "sync::Once::wait_force", fn(&Once) = Once::wait_force;
        impls "sync::Once", Once: Debug, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        const "sync::ONCE_INIT", Once = ONCE_INIT;
        type "sync::OnceState", OnceState;
        fn "sync::OnceState::is_poisoned", fn(&OnceState) -> bool = OnceState::is_poisoned;
        impls "sync::OnceState", OnceState: Debug, (not on Apple) Send, !Sync, Unpin, UnwindSafe, !RefUnwindSafe;
    }
    pins! { list;
        type "sync::OnceLock", OnceLock<i32>;
        const "sync::OnceLock::new", OnceLock<i32> = OnceLock::new();
        fn "sync::OnceLock::get", fn(&OnceLock<i32>) -> Option<&i32> = OnceLock::get;
        fn "sync::OnceLock::get_mut", fn(&mut OnceLock<i32>) -> Option<&mut i32> = OnceLock::get_mut;
        new "sync::OnceLock::wait", fn(&OnceLock<i32>) -> &i32 = OnceLock::wait;
        fn "sync::OnceLock::set", fn(&OnceLock<i32>, i32) -> Result<(), i32> = OnceLock::set;
        fn "sync::OnceLock::get_or_init", fn(&OnceLock<i32>, fn() -> i32) -> &i32 = OnceLock::get_or_init;
        fn "sync::OnceLock::into_inner", fn(OnceLock<i32>) -> Option<i32> = OnceLock::into_inner;
        fn "sync::OnceLock::take", fn(&mut OnceLock<i32>) -> Option<i32> = OnceLock::take;
        impls "sync::OnceLock", OnceLock<i32>: Clone, Debug, Default, From<i32> as "From<T>", PartialEq, Eq, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        impls "sync::OnceLock<Cell<_>>", OnceLock<Cell<i32>>: Send, !Sync, UnwindSafe, !RefUnwindSafe;
        impls "sync::OnceLock<&Cell<_>>", OnceLock<&'static Cell<i32>>: !Send, !Sync, !UnwindSafe, !RefUnwindSafe;
    }
    pins! { list;
        type "sync::LazyLock", Lazy;
        const "sync::LazyLock::new", Lazy = LazyLock::new(|| 1);
        fn "sync::LazyLock::force", fn(&Lazy) -> &i32 = LazyLock::force;
        new "sync::LazyLock::force_mut", fn(&mut Lazy) -> &mut i32 = LazyLock::force_mut;
        new "sync::LazyLock::get", fn(&Lazy) -> Option<&i32> = LazyLock::get;
        new "sync::LazyLock::get_mut", fn(&mut Lazy) -> Option<&mut i32> = LazyLock::get_mut;
        new "sync::LazyLock: DerefMut", fn(&mut Lazy) -> &mut i32 = <Lazy as DerefMut>::deref_mut;
        impls "sync::LazyLock", Lazy: Debug, Default, Deref<Target = i32> as "Deref", Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        impls "sync::LazyLock<Rc<_>>", LazyLock<Rc<i32>>: !Send, !Sync;
        impls "sync::LazyLock<Cell<_>>", LazyLock<Cell<i32>>: Send, !Sync, UnwindSafe, !RefUnwindSafe;
    }
}
