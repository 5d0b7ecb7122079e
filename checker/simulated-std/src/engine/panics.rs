//! Which thread is panicking. The real counter belongs to the operating system's thread, which all simulated threads share.

use super::{engine, is_running};
use std::any::Any;
use std::panic;
use std::sync::Once;

/// Puts our hook in place, once a process. It prints nothing: a panic is part of the report.
pub(super) fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !is_running() {
                return usual(info);
            }
            let message = message(info.payload());
            let place = info.location().map(|place| (place.file().to_string(), place.line()));
            note(message, place);
        }));
    });
}

fn note(message: String, place: Option<(String, u32)>) {
    let engine = engine();
    if engine.tasks[engine.current].unwinding > 0 {
        // Unless a destructor catches it, this is the end of the process: what led to it must be out by then.
        let tell = |how: &str, (message, place): &(String, Option<(String, u32)>)| {
            let (file, line) = place.as_ref().map_or(("", 0), |(file, line)| (file, *line));
            eprintln!("{how} at {file}:{line}: {}", message.lines().next().unwrap_or_default());
        };
        let ended = engine.tasks.iter().find(|task| task.ended_by_panic);
        ended
            .and_then(|task| task.panic.as_ref())
            .inspect(|first| tell("a thread ended by a panic", first));
        let own = engine.tasks[engine.current].panic.iter();
        own.chain([&(message.clone(), place.clone())])
            .for_each(|panic| tell("panicked", panic));
    }
    let task = &mut engine.tasks[engine.current];
    task.unwinding += 1;
    task.panic = Some((message, place));
}

/// The text of a panic's payload.
pub fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_string()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "a value that is no text".to_string()
    }
}

/// Whether the running thread is unwinding.
pub fn panicking() -> bool {
    if is_running() {
        let engine = engine();
        engine.tasks[engine.current].unwinding > 0
    } else {
        std::thread::panicking()
    }
}

/// A panic of the running thread has been caught.
pub fn caught() {
    if is_running() {
        let engine = engine();
        let task = &mut engine.tasks[engine.current];
        task.unwinding = task.unwinding.saturating_sub(1);
    }
}

/// `resume_unwind`, which calls no hook.
pub fn resume(payload: Box<dyn Any + Send>) -> ! {
    if is_running() {
        let engine = engine();
        let task = &mut engine.tasks[engine.current];
        task.unwinding += 1;
        if task.panic.is_none() {
            task.panic = Some((message(&*payload), None));
        }
    }
    panic::resume_unwind(payload)
}
