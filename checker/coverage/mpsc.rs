//! `std::sync::mpsc`.

use super::{Item, pins, traits};
use std::cell::Cell;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::sync::mpsc::{
    IntoIter, Iter, Receiver, RecvError, RecvTimeoutError, SendError, Sender, SyncSender, TryIter, TryRecvError,
    TrySendError, channel, sync_channel,
};
use std::time::Duration;

#[rustfmt::skip] // A line an item.
pub fn list(list: &mut Vec<Item>) {
    pins! { list;
        fn "sync::mpsc::channel", fn() -> (Sender<i32>, Receiver<i32>) = channel;
        fn "sync::mpsc::sync_channel", fn(usize) -> (SyncSender<i32>, Receiver<i32>) = sync_channel;
    }
    pins! { list;
        type "sync::mpsc::Sender", Sender<i32>;
        fn "sync::mpsc::Sender::send", fn(&Sender<i32>, i32) -> Result<(), SendError<i32>> = Sender::send;
        impls "sync::mpsc::Sender", Sender<i32>: Clone, Debug, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        impls "sync::mpsc::Sender<Cell<_>>", Sender<Cell<i32>>: Clone, Debug, Send, Sync, UnwindSafe, RefUnwindSafe;
        impls "sync::mpsc::Sender<Rc<_>>", Sender<Rc<i32>>: Clone, Debug, !Send, !Sync;
    }
    pins! { list;
        type "sync::mpsc::SyncSender", SyncSender<i32>;
        fn "sync::mpsc::SyncSender::send", fn(&SyncSender<i32>, i32) -> Result<(), SendError<i32>> = SyncSender::send;
        fn "sync::mpsc::SyncSender::try_send", fn(&SyncSender<i32>, i32) -> Result<(), TrySendError<i32>> = SyncSender::try_send;
        impls "sync::mpsc::SyncSender", SyncSender<i32>: Clone, Debug, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
        impls "sync::mpsc::SyncSender<Cell<_>>", SyncSender<Cell<i32>>: Send, Sync;
        impls "sync::mpsc::SyncSender<Rc<_>>", SyncSender<Rc<i32>>: !Send, !Sync;
    }
    pins! { list;
        type "sync::mpsc::Receiver", Receiver<i32>;
        fn "sync::mpsc::Receiver::recv", fn(&Receiver<i32>) -> Result<i32, RecvError> = Receiver::recv;
        fn "sync::mpsc::Receiver::try_recv", fn(&Receiver<i32>) -> Result<i32, TryRecvError> = Receiver::try_recv;
        fn "sync::mpsc::Receiver::recv_timeout", fn(&Receiver<i32>, Duration) -> Result<i32, RecvTimeoutError> = Receiver::recv_timeout;
        fn "sync::mpsc::Receiver::iter", fn(&Receiver<i32>) -> Iter<'_, i32> = Receiver::iter;
        fn "sync::mpsc::Receiver::try_iter", fn(&Receiver<i32>) -> TryIter<'_, i32> = Receiver::try_iter;
        impls "sync::mpsc::Receiver", Receiver<i32>: Debug, IntoIterator<IntoIter = IntoIter<i32>> as "IntoIterator", Send, !Sync, Unpin, UnwindSafe, RefUnwindSafe;
        impls "&sync::mpsc::Receiver", &'static Receiver<i32>: IntoIterator<IntoIter = Iter<'static, i32>> as "IntoIterator";
        impls "sync::mpsc::Receiver<Rc<_>>", Receiver<Rc<i32>>: !Send, !Sync, !Clone;
    }
    pins! { list;
        type "sync::mpsc::Iter", Iter<'static, i32>;
        impls "sync::mpsc::Iter", Iter<'static, i32>: Debug, Iterator<Item = i32> as "Iterator", !Send, !Sync, Unpin, UnwindSafe, RefUnwindSafe;
        type "sync::mpsc::TryIter", TryIter<'static, i32>;
        impls "sync::mpsc::TryIter", TryIter<'static, i32>: Debug, Iterator<Item = i32> as "Iterator", !Send, !Sync, Unpin, UnwindSafe, RefUnwindSafe;
        type "sync::mpsc::IntoIter", IntoIter<i32>;
        impls "sync::mpsc::IntoIter", IntoIter<i32>: Debug, Iterator<Item = i32> as "Iterator", Send, !Sync, Unpin, UnwindSafe, RefUnwindSafe;
    }
    pins! { list;
        real "sync::mpsc::RecvError", RecvError;
        real "sync::mpsc::RecvTimeoutError", RecvTimeoutError;
        real "sync::mpsc::SendError", SendError<i32>;
        real "sync::mpsc::TryRecvError", TryRecvError;
        real "sync::mpsc::TrySendError", TrySendError<i32>;
    }
}
