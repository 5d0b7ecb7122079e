//! `std::sync::mpsc`: unbounded channels, bounded ones, and the rendezvous.

use crate::engine::{self, Place, Wake};
use crate::fresh::Fresh;
use crate::time::timeout_after;
use real_std::cell::{Cell, UnsafeCell};
use real_std::collections::VecDeque;
use real_std::fmt;
use real_std::panic::Location;
use real_std::sync::Arc;
use real_std::time::Duration;
use recorder::trace::{Blocked, Object, Op};

pub use real_std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};

struct Channel<T> {
    fresh: Fresh,
    /// `None`: unbounded. `Some(0)`: a send returns when its message has been taken.
    capacity: Option<usize>,
    /// The messages, each with its number.
    queue: UnsafeCell<VecDeque<(u64, T)>>,
    /// Messages that have been put in so far.
    put: Cell<u64>,
    /// Receivers that wait now: a rendezvous can take place.
    receiving: Cell<usize>,
    senders: Cell<usize>,
    receiver: Cell<bool>,
    made_at: Place,
}

// SAFETY: all threads of the program run on one of the operating system's, one at a time.
unsafe impl<T: Send> Send for Channel<T> {}
unsafe impl<T: Send> Sync for Channel<T> {}

impl<T> Channel<T> {
    fn new(capacity: Option<usize>, made_at: Place) -> Arc<Channel<T>> {
        Arc::new(Channel {
            fresh: Fresh::new(),
            capacity,
            queue: UnsafeCell::new(VecDeque::new()),
            put: Cell::new(0),
            receiving: Cell::new(0),
            senders: Cell::new(1),
            receiver: Cell::new(true),
            made_at,
        })
    }

    fn object(&self) -> Object {
        // A channel is never in a static by itself: it is made while the program runs.
        self.fresh.touch(&raw const *self as *mut ());
        self.fresh.object()
    }

    #[allow(
        clippy::mut_from_ref,
        reason = "one thread runs at a time, and no reference is kept across a step"
    )]
    fn queue(&self) -> &mut VecDeque<(u64, T)> {
        // SAFETY: nobody else runs meanwhile, and no caller keeps the reference across a step.
        unsafe { &mut *self.queue.get() }
    }

    fn has_room(&self) -> bool {
        match self.capacity {
            None => true,
            Some(0) => self.queue().len() < self.receiving.get(),
            Some(capacity) => self.queue().len() < capacity,
        }
    }

    /// Puts a message in, waiting for room.
    fn send(&self, message: T, place: Place) -> Result<(), SendError<T>> {
        let object = self.object();
        // A rendezvous puts its message down at once and waits until it is taken.
        let ready = || self.capacity == Some(0) || self.has_room() || !self.receiver.get();
        engine::until(object, Blocked::Send, None, place, ready);
        if !self.receiver.get() {
            engine::record(object, place, || Op::HungUp);
            return Err(SendError(message));
        }
        engine::record(object, place, || Op::Send);
        let mine = self.put_in(message);
        if self.capacity == Some(0) {
            let still_there = || self.queue().iter().position(|&(number, _)| number == mine);
            let over = || still_there().is_none() || !self.receiver.get();
            engine::wait_until(object, Blocked::Send, None, place, over);
            if let Some((_, message)) = still_there().and_then(|at| self.queue().remove(at)) {
                engine::record(object, place, || Op::HungUp);
                return Err(SendError(message));
            }
            engine::record(object, place, || Op::Touched);
        }
        engine::fine_point(place);
        Ok(())
    }

    fn try_send(&self, message: T, place: Place) -> Result<(), TrySendError<T>> {
        let object = self.object();
        engine::pass(object, place);
        if !self.receiver.get() {
            engine::record(object, place, || Op::HungUp);
            return Err(TrySendError::Disconnected(message));
        }
        if !self.has_room() {
            engine::record(object, place, || Op::Touched);
            return Err(TrySendError::Full(message));
        }
        engine::record(object, place, || Op::Send);
        self.put_in(message);
        Ok(())
    }

    /// Puts a message in and says its number.
    fn put_in(&self, message: T) -> u64 {
        let mine = self.put.get() + 1;
        self.put.set(mine);
        self.queue().push_back((mine, message));
        engine::changed();
        engine::wake_one(self.object(), |what| what == Blocked::Receive);
        mine
    }

    fn take_out(&self, place: Place) -> Option<T> {
        let (_, message) = self.queue().pop_front()?;
        engine::changed();
        let object = self.object();
        engine::record(object, place, || Op::Receive);
        // Whoever waits for room, and whoever's rendezvous this was.
        engine::wake_all(object, |what| what == Blocked::Send);
        Some(message)
    }

    fn receive(&self, deadline: Option<u64>, place: Place) -> Result<T, RecvTimeoutError> {
        let object = self.object();
        let ready = || !self.queue().is_empty() || self.senders.get() == 0;
        let wake = if self.capacity.is_some() {
            // Who tries to send can tell whether there is somebody who receives, and whether he has been here.
            self.receiving.set(self.receiving.get() + 1);
            let wake = engine::until(object, Blocked::Receive, deadline, place, ready);
            self.receiving.set(self.receiving.get() - 1);
            wake
        } else {
            engine::until_unseen(object, Blocked::Receive, deadline, place, ready)
        };
        if wake == Wake::TimedOut {
            engine::record(object, place, || Op::ReceiveNothing);
            return Err(RecvTimeoutError::Timeout);
        }
        self.take_out(place).ok_or_else(|| {
            engine::record(object, place, || Op::HungUp);
            RecvTimeoutError::Disconnected
        })
    }

    fn try_receive(&self, place: Place) -> Result<T, TryRecvError> {
        let object = self.object();
        engine::pass(object, place);
        if let Some(message) = self.take_out(place) {
            return Ok(message);
        }
        if self.senders.get() == 0 {
            engine::record(object, place, || Op::HungUp);
            Err(TryRecvError::Disconnected)
        } else {
            engine::record(object, place, || Op::ReceiveNothing);
            Err(TryRecvError::Empty)
        }
    }

    fn add_sender(&self, place: Place) {
        self.senders.set(self.senders.get() + 1);
        self.touched(place);
    }

    fn touched(&self, place: Place) {
        if engine::is_running() {
            engine::record(self.object(), place, || Op::Touched);
        }
    }

    fn drop_sender(&self) {
        let last = self.senders.get() == 1 && engine::is_running();
        if last {
            // The receiver can tell whether the last sender has gone already.
            engine::pass(self.object(), self.made_at);
            engine::changed();
        }
        self.senders.set(self.senders.get() - 1);
        self.touched(self.made_at);
        if last {
            engine::wake_all(self.object(), |what| what == Blocked::Receive);
        }
    }

    fn drop_receiver(&self) {
        let running = engine::is_running();
        if running {
            engine::pass(self.object(), self.made_at);
            engine::changed();
        }
        self.receiver.set(false);
        self.touched(self.made_at);
        if running {
            engine::wake_all(self.object(), |what| what == Blocked::Send);
        }
        if self.capacity != Some(0) {
            // What nobody will receive any more is dropped with the receiver, as std does; a rendezvous takes its message back.
            let rest = real_std::mem::take(self.queue());
            drop(rest);
        }
    }
}

pub struct Sender<T>(Arc<Channel<T>>);
pub struct SyncSender<T>(Arc<Channel<T>>);
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
    /// As for the real one: one thread at a time.
    not_sync: real_std::marker::PhantomData<Cell<()>>,
}

// SAFETY: as for the real ones.
unsafe impl<T: Send> Send for Sender<T> {}
unsafe impl<T: Send> Sync for Sender<T> {}
unsafe impl<T: Send> Send for SyncSender<T> {}
unsafe impl<T: Send> Sync for SyncSender<T> {}
unsafe impl<T: Send> Send for Receiver<T> {}
impl<T> real_std::panic::UnwindSafe for Sender<T> {}
impl<T> real_std::panic::RefUnwindSafe for Sender<T> {}
impl<T> real_std::panic::UnwindSafe for SyncSender<T> {}
impl<T> real_std::panic::RefUnwindSafe for SyncSender<T> {}
impl<T> real_std::panic::UnwindSafe for Receiver<T> {}
impl<T> real_std::panic::RefUnwindSafe for Receiver<T> {}

#[must_use]
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let channel = Channel::new(None, Location::caller());
    (
        Sender(channel.clone()),
        Receiver {
            channel,
            not_sync: real_std::marker::PhantomData,
        },
    )
}

#[must_use]
#[track_caller]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let channel = Channel::new(Some(bound), Location::caller());
    (
        SyncSender(channel.clone()),
        Receiver {
            channel,
            not_sync: real_std::marker::PhantomData,
        },
    )
}

impl<T> Sender<T> {
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        self.0.send(t, Location::caller())
    }
}

impl<T> SyncSender<T> {
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        self.0.send(t, Location::caller())
    }

    #[track_caller]
    pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {
        self.0.try_send(t, Location::caller())
    }
}

impl<T> Receiver<T> {
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.channel.receive(None, Location::caller()).map_err(|_| RecvError)
    }

    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.channel.try_receive(Location::caller())
    }

    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        self.channel.receive(timeout_after(timeout), Location::caller())
    }

    #[track_caller]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter {
            receiver: self,
            place: Location::caller(),
        }
    }

    #[track_caller]
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter {
            receiver: self,
            place: Location::caller(),
        }
    }
}

// The iterators' steps are shown where the iterator was made: `next` is called by the `for`.
pub struct Iter<'a, T: 'a> {
    receiver: &'a Receiver<T>,
    place: Place,
}

pub struct TryIter<'a, T: 'a> {
    receiver: &'a Receiver<T>,
    place: Place,
}

pub struct IntoIter<T> {
    receiver: Receiver<T>,
    place: Place,
}

impl<T> Iterator for Iter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.channel.receive(None, self.place).ok()
    }
}

impl<T> Iterator for TryIter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.channel.try_receive(self.place).ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.channel.receive(None, self.place).ok()
    }
}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;
    #[track_caller]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    #[track_caller]
    fn into_iter(self) -> IntoIter<T> {
        IntoIter {
            receiver: self,
            place: Location::caller(),
        }
    }
}

impl<T> Clone for Sender<T> {
    #[track_caller]
    fn clone(&self) -> Sender<T> {
        self.0.add_sender(Location::caller());
        Sender(self.0.clone())
    }
}

impl<T> Clone for SyncSender<T> {
    #[track_caller]
    fn clone(&self) -> SyncSender<T> {
        self.0.add_sender(Location::caller());
        SyncSender(self.0.clone())
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.drop_sender();
    }
}

impl<T> Drop for SyncSender<T> {
    fn drop(&mut self) {
        self.0.drop_sender();
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.channel.drop_receiver();
    }
}

macro_rules! opaque {
    ($($name:ident)*) => {$(
        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}
opaque!(Sender SyncSender Receiver);

macro_rules! shows_its_receiver {
    ($($name:ident $(<$lifetime:lifetime>)?)*) => {$(
        impl<T: fmt::Debug> fmt::Debug for $name<$($lifetime,)? T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).field("rx", &self.receiver).finish()
            }
        }
    )*};
}
shows_its_receiver!(Iter<'_> TryIter<'_> IntoIter);
