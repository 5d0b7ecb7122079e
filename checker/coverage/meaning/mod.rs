//! What items of std do: small programs that end in one way only, on real threads and in every interleaving of a stand-in.
//!
//! Each says what it saw as text. The real std decides what is right: its test runs them too.

// Locks are held to see what happens meanwhile, and panics are the point.
#![allow(unused_must_use)]
// What there are better ways for is to be tried too.
#![allow(
    clippy::into_iter_on_ref,
    clippy::missing_const_for_thread_local,
    clippy::print_in_format_impl,
    clippy::readonly_write_lock
)]

mod channels;
mod ends;
mod locals;
mod locks;
mod looks;
mod once;
mod pipes;
mod time;

/// A program and what it says.
pub struct Program {
    pub name: &'static str,
    pub says: &'static str,
    pub run: fn() -> String,
}

pub fn programs() -> Vec<Program> {
    let mut programs = Vec::new();
    programs.extend(ends::all());
    programs.extend(locks::all());
    programs.extend(once::all());
    programs.extend(channels::all());
    programs.extend(pipes::all());
    programs.extend(locals::all());
    programs.extend(time::all());
    programs.extend(looks::all());
    programs
}

/// `name says "text": { … }`: what the block gives is shown with `{:?}`.
macro_rules! say {
    ($($name:ident says $text:literal: $body:block)*) => {
        pub fn all() -> Vec<super::Program> {
            vec![$(super::Program {
                name: stringify!($name),
                says: $text,
                run: || format!("{:?}", $body),
            }),*]
        }
    };
}
pub(crate) use say;

/// The text that a closure panics with.
pub fn panic_of<R>(f: impl FnOnce() -> R) -> String {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(f)) {
        Ok(_) => "no panic".to_string(),
        Err(payload) => text_of(&*payload),
    }
}

/// The text of a panic's payload.
pub fn text_of(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_string());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no text".to_string())
}

/// Counts how often it is dropped.
pub struct Counted(pub std::sync::Arc<std::sync::atomic::AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }
}
