//! `std::thread`.

use super::{Item, pins, traits};
use std::cell::{Cell, RefCell};
use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::io;
use std::num::NonZero;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::thread::{
    AccessError, Builder, JoinHandle, LocalKey, Result, Scope, ScopedJoinHandle, Thread, ThreadId,
    available_parallelism, current, panicking, park, park_timeout, park_timeout_ms, scope, sleep, sleep_ms, spawn,
    yield_now,
};
use std::time::Duration;

const NO_HANDLE: &str = "a simulated thread is none of the operating system's";

type Work = fn() -> i32;
type In = &'static Scope<'static, 'static>;
type Scoped = ScopedJoinHandle<'static, i32>;

thread_local! {
    static CELL: Cell<i32> = const { Cell::new(1) };
}

#[rustfmt::skip] // A line an item.
pub fn list(list: &mut Vec<Item>) {
    pins! { list;
        fn "thread::spawn", fn(Work) -> JoinHandle<i32> = spawn;
        fn "thread::scope", fn(fn(&Scope<'_, 'static>) -> i32) -> i32 = |work| scope(work);
        fn "thread::current", fn() -> Thread = current;
        fn "thread::sleep", fn(Duration) = sleep;
        fn "thread::sleep_ms", fn(u32) = sleep_ms;
        fn "thread::yield_now", fn() = yield_now;
        fn "thread::park", fn() = park;
        fn "thread::park_timeout", fn(Duration) = park_timeout;
        fn "thread::park_timeout_ms", fn(u32) = park_timeout_ms;
        fn "thread::panicking", fn() -> bool = panicking;
        fn "thread::available_parallelism", fn() -> io::Result<NonZero<usize>> = available_parallelism;
        real "thread::Result", Result<i32>;
    }
    pins! { list;
        type "thread::Builder", Builder;
        fn "thread::Builder::new", fn() -> Builder = Builder::new;
        fn "thread::Builder::name", fn(Builder, String) -> Builder = Builder::name;
        fn "thread::Builder::stack_size", fn(Builder, usize) -> Builder = Builder::stack_size;
        fn "thread::Builder::spawn", fn(Builder, Work) -> io::Result<JoinHandle<i32>> = Builder::spawn;
        fn "thread::Builder::spawn_unchecked", unsafe fn(Builder, Work) -> io::Result<JoinHandle<i32>> = Builder::spawn_unchecked;
        fn "thread::Builder::spawn_scoped", fn(Builder, In, Work) -> io::Result<Scoped> = Builder::spawn_scoped;
        impls "thread::Builder", Builder: Debug, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
    }
    pins! { list;
        type "thread::JoinHandle", JoinHandle<i32>;
        fn "thread::JoinHandle::thread", fn(&JoinHandle<i32>) -> &Thread = JoinHandle::thread;
        fn "thread::JoinHandle::join", fn(JoinHandle<i32>) -> Result<i32> = JoinHandle::join;
        fn "thread::JoinHandle::is_finished", fn(&JoinHandle<i32>) -> bool = JoinHandle::is_finished;
        impls "thread::JoinHandle", JoinHandle<Rc<i32>>: Debug, Send, Sync, Unpin, !UnwindSafe, !RefUnwindSafe;
    }
    pins! { list;
        type "thread::Scope", Scope<'static, 'static>;
        fn "thread::Scope::spawn", fn(In, Work) -> Scoped = Scope::spawn;
        impls "thread::Scope", Scope<'static, 'static>: Debug, Send, Sync, Unpin, !UnwindSafe, RefUnwindSafe;
        type "thread::ScopedJoinHandle", Scoped;
        fn "thread::ScopedJoinHandle::thread", fn(&Scoped) -> &Thread = ScopedJoinHandle::thread;
        fn "thread::ScopedJoinHandle::join", fn(Scoped) -> Result<i32> = ScopedJoinHandle::join;
        fn "thread::ScopedJoinHandle::is_finished", fn(&Scoped) -> bool = ScopedJoinHandle::is_finished;
        impls "thread::ScopedJoinHandle", Scoped: Debug, Send, Sync, Unpin, !UnwindSafe, !RefUnwindSafe;
        impls "thread::ScopedJoinHandle<Cell<_>>", ScopedJoinHandle<'static, Cell<i32>>: Send, Sync;
        impls "thread::ScopedJoinHandle<Rc<_>>", ScopedJoinHandle<'static, Rc<i32>>: !Send, !Sync;
    }
    pins! { list;
        type "thread::Thread", Thread;
        fn "thread::Thread::unpark", fn(&Thread) = Thread::unpark;
        fn "thread::Thread::id", fn(&Thread) -> ThreadId = Thread::id;
        fn "thread::Thread::name", fn(&Thread) -> Option<&str> = Thread::name;
        impls "thread::Thread", Thread: Clone, Debug, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe, !PartialEq;
        type "thread::ThreadId", ThreadId;
        impls "thread::ThreadId", ThreadId: Clone, Copy, Debug, Eq, Hash, PartialEq, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe, !PartialOrd;
    }
    pins! { list;
        type "thread::LocalKey", LocalKey<i32>;
        fn "thread::LocalKey::with", fn(&'static LocalKey<Cell<i32>>, fn(&Cell<i32>) -> i32) -> i32 = LocalKey::with;
        fn "thread::LocalKey::try_with", fn(&'static LocalKey<Cell<i32>>, fn(&Cell<i32>) -> i32) -> std::result::Result<i32, AccessError> = LocalKey::try_with;
        fn "thread::LocalKey<Cell<T>>::set", fn(&'static LocalKey<Cell<i32>>, i32) = LocalKey::<Cell<i32>>::set;
        fn "thread::LocalKey<Cell<T>>::get", fn(&'static LocalKey<Cell<i32>>) -> i32 = LocalKey::<Cell<i32>>::get;
        fn "thread::LocalKey<Cell<T>>::take", fn(&'static LocalKey<Cell<i32>>) -> i32 = LocalKey::<Cell<i32>>::take;
        fn "thread::LocalKey<Cell<T>>::replace", fn(&'static LocalKey<Cell<i32>>, i32) -> i32 = LocalKey::<Cell<i32>>::replace;
        fn "thread::LocalKey<RefCell<T>>::with_borrow", fn(&'static LocalKey<RefCell<i32>>, fn(&i32) -> i32) -> i32 = LocalKey::<RefCell<i32>>::with_borrow;
        fn "thread::LocalKey<RefCell<T>>::with_borrow_mut", fn(&'static LocalKey<RefCell<i32>>, fn(&mut i32) -> i32) -> i32 = LocalKey::<RefCell<i32>>::with_borrow_mut;
        fn "thread::LocalKey<RefCell<T>>::set", fn(&'static LocalKey<RefCell<i32>>, i32) = LocalKey::<RefCell<i32>>::set;
        fn "thread::LocalKey<RefCell<T>>::take", fn(&'static LocalKey<RefCell<i32>>) -> i32 = LocalKey::<RefCell<i32>>::take;
        fn "thread::LocalKey<RefCell<T>>::replace", fn(&'static LocalKey<RefCell<i32>>, i32) -> i32 = LocalKey::<RefCell<i32>>::replace;
        impls "thread::LocalKey", LocalKey<Rc<i32>>: Debug, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        fn "thread_local!", fn() -> &'static LocalKey<Cell<i32>> = || &CELL;
        type "thread::AccessError", AccessError;
        impls "thread::AccessError", AccessError: Clone, Copy, Debug, Display, Error, PartialEq, Eq, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
    }
    for handle in ["AsHandle", "AsRawHandle", "IntoRawHandle", "JoinHandleExt"] {
        list.push(Item { simulated: false, loom: false, note: NO_HANDLE, ..Item::new(format!("thread::JoinHandle: {handle}")) });
    }
}
