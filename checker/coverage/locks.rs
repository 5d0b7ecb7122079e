//! `std::sync`: mutexes, read-write locks, condition variables, barriers, and what is shared without any of them.

use super::{Item, pins, traits};
use std::cell::Cell;
use std::fmt::{Debug, Display};
use std::ops::{Deref, DerefMut};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::{
    Arc, Barrier, BarrierWaitResult, Condvar, LockResult, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard,
    RwLockWriteGuard, TryLockError, TryLockResult, WaitTimeoutResult, Weak,
};
use std::time::Duration;

type Locked<'a, T> = MutexGuard<'a, T>;
type Timed<'a, T> = LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>;

#[rustfmt::skip] // A line an item.
pub fn list(list: &mut Vec<Item>) {
    pins! { list;
        type "sync::Mutex", Mutex<i32>;
        const "sync::Mutex::new", Mutex<i32> = Mutex::new(1);
        fn "sync::Mutex::lock", fn(&Mutex<i32>) -> LockResult<Locked<'_, i32>> = Mutex::lock;
        fn "sync::Mutex::try_lock", fn(&Mutex<i32>) -> TryLockResult<Locked<'_, i32>> = Mutex::try_lock;
        fn "sync::Mutex::is_poisoned", fn(&Mutex<i32>) -> bool = Mutex::is_poisoned;
        fn "sync::Mutex::clear_poison", fn(&Mutex<i32>) = Mutex::clear_poison;
        fn "sync::Mutex::into_inner", fn(Mutex<i32>) -> LockResult<i32> = Mutex::into_inner;
        fn "sync::Mutex::get_mut", fn(&mut Mutex<i32>) -> LockResult<&mut i32> = Mutex::get_mut;
        impls "sync::Mutex", Mutex<i32>: Debug, Default, From<i32> as "From<T>", Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        impls "sync::Mutex<Cell<_>>", Mutex<Cell<i32>>: Send, Sync, UnwindSafe, RefUnwindSafe;
        impls "sync::Mutex<Rc<_>>", Mutex<Rc<i32>>: !Send, !Sync, UnwindSafe, RefUnwindSafe;
        fn "sync::Mutex<[T; N]> to Mutex<[T]>", fn(&Mutex<[i32; 3]>) -> &Mutex<[i32]> = |mutex| mutex;
        fn "sync::Arc<Mutex<T>> to Arc<Mutex<dyn Trait>>", fn(Arc<Mutex<i32>>) -> Arc<Mutex<dyn Debug>> = |mutex| mutex;
        fn "sync::Mutex<dyn Trait>::lock", for<'a> fn(&'a Mutex<dyn Debug>) -> LockResult<MutexGuard<'a, dyn Debug + 'static>> = Mutex::lock;
    }
    pins! { list;
        type "sync::MutexGuard", MutexGuard<'static, i32>;
        impls "sync::MutexGuard", MutexGuard<'static, i32>: Debug, Display, Deref<Target = i32> as "Deref", DerefMut;
        impls "sync::MutexGuard", MutexGuard<'static, i32>: !Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        impls "sync::MutexGuard<Cell<_>>", MutexGuard<'static, Cell<i32>>: !Send, !Sync, UnwindSafe, RefUnwindSafe;
    }
    pins! { list;
        type "sync::RwLock", RwLock<i32>;
        const "sync::RwLock::new", RwLock<i32> = RwLock::new(1);
        fn "sync::RwLock::read", fn(&RwLock<i32>) -> LockResult<RwLockReadGuard<'_, i32>> = RwLock::read;
        fn "sync::RwLock::try_read", fn(&RwLock<i32>) -> TryLockResult<RwLockReadGuard<'_, i32>> = RwLock::try_read;
        fn "sync::RwLock::write", fn(&RwLock<i32>) -> LockResult<RwLockWriteGuard<'_, i32>> = RwLock::write;
        fn "sync::RwLock::try_write", fn(&RwLock<i32>) -> TryLockResult<RwLockWriteGuard<'_, i32>> = RwLock::try_write;
        fn "sync::RwLock::is_poisoned", fn(&RwLock<i32>) -> bool = RwLock::is_poisoned;
        fn "sync::RwLock::clear_poison", fn(&RwLock<i32>) = RwLock::clear_poison;
        fn "sync::RwLock::into_inner", fn(RwLock<i32>) -> LockResult<i32> = RwLock::into_inner;
        fn "sync::RwLock::get_mut", fn(&mut RwLock<i32>) -> LockResult<&mut i32> = RwLock::get_mut;
        impls "sync::RwLock", RwLock<i32>: Debug, Default, From<i32> as "From<T>", Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        impls "sync::RwLock<Cell<_>>", RwLock<Cell<i32>>: Send, !Sync, UnwindSafe, RefUnwindSafe;
        fn "sync::RwLock<[T; N]> to RwLock<[T]>", fn(&RwLock<[i32; 3]>) -> &RwLock<[i32]> = |lock| lock;
        fn "sync::Arc<RwLock<T>> to Arc<RwLock<dyn Trait>>", fn(Arc<RwLock<i32>>) -> Arc<RwLock<dyn Debug>> = |lock| lock;
    }
    pins! { list;
        type "sync::RwLockReadGuard", RwLockReadGuard<'static, i32>;
        impls "sync::RwLockReadGuard", RwLockReadGuard<'static, i32>: Debug, Display, Deref<Target = i32> as "Deref", !DerefMut;
        impls "sync::RwLockReadGuard", RwLockReadGuard<'static, i32>: !Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        impls "sync::RwLockReadGuard<Cell<_>>", RwLockReadGuard<'static, Cell<i32>>: !Send, !Sync, !UnwindSafe, !RefUnwindSafe;
        type "sync::RwLockWriteGuard", RwLockWriteGuard<'static, i32>;
        new "sync::RwLockWriteGuard::downgrade", fn(RwLockWriteGuard<'static, i32>) -> RwLockReadGuard<'static, i32> = RwLockWriteGuard::downgrade;
        impls "sync::RwLockWriteGuard", RwLockWriteGuard<'static, i32>: Debug, Display, Deref<Target = i32> as "Deref", DerefMut;
        impls "sync::RwLockWriteGuard", RwLockWriteGuard<'static, i32>: !Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        impls "sync::RwLockWriteGuard<Cell<_>>", RwLockWriteGuard<'static, Cell<i32>>: !Send, !Sync, UnwindSafe, RefUnwindSafe;
    }
    pins! { list;
        type "sync::Condvar", Condvar;
        const "sync::Condvar::new", Condvar = Condvar::new();
        fn "sync::Condvar::wait", for<'a> fn(&Condvar, Locked<'a, i32>) -> LockResult<Locked<'a, i32>> = Condvar::wait;
        fn "sync::Condvar::wait_while", for<'a> fn(&Condvar, Locked<'a, i32>, fn(&mut i32) -> bool) -> LockResult<Locked<'a, i32>> = Condvar::wait_while;
        fn "sync::Condvar::wait_timeout", for<'a> fn(&Condvar, Locked<'a, i32>, Duration) -> Timed<'a, i32> = Condvar::wait_timeout;
        fn "sync::Condvar::wait_timeout_ms", for<'a> fn(&Condvar, Locked<'a, i32>, u32) -> LockResult<(Locked<'a, i32>, bool)> = Condvar::wait_timeout_ms;
        fn "sync::Condvar::wait_timeout_while", for<'a> fn(&Condvar, Locked<'a, i32>, Duration, fn(&mut i32) -> bool) -> Timed<'a, i32> = Condvar::wait_timeout_while;
        fn "sync::Condvar::notify_one", fn(&Condvar) = Condvar::notify_one;
        fn "sync::Condvar::notify_all", fn(&Condvar) = Condvar::notify_all;
        impls "sync::Condvar", Condvar: Debug, Default, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        type "sync::WaitTimeoutResult", WaitTimeoutResult;
        fn "sync::WaitTimeoutResult::timed_out", fn(&WaitTimeoutResult) -> bool = WaitTimeoutResult::timed_out;
        impls "sync::WaitTimeoutResult", WaitTimeoutResult: Debug, PartialEq, Eq, Copy, Clone, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
    }
    pins! { list;
        type "sync::Barrier", Barrier;
        const "sync::Barrier::new", Barrier = Barrier::new(2);
        fn "sync::Barrier::wait", fn(&Barrier) -> BarrierWaitResult = Barrier::wait;
        impls "sync::Barrier", Barrier: Debug, Send, Sync, Unpin, (not on Apple) UnwindSafe, (not on Apple) RefUnwindSafe;
        type "sync::BarrierWaitResult", BarrierWaitResult;
        fn "sync::BarrierWaitResult::is_leader", fn(&BarrierWaitResult) -> bool = BarrierWaitResult::is_leader;
        impls "sync::BarrierWaitResult", BarrierWaitResult: Debug, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
    }
    pins! { list;
        real "sync::Arc", Arc<i32>;
        real "sync::Weak", Weak<i32>;
        real "sync::PoisonError", PoisonError<i32>;
        real "sync::TryLockError", TryLockError<i32>;
        real "sync::LockResult", LockResult<i32>;
        real "sync::TryLockResult", TryLockResult<i32>;
        fn "sync::TryLockError::from", fn(PoisonError<i32>) -> TryLockError<i32> = TryLockError::from;
    }
}
