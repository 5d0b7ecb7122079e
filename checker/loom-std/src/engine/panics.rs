//! Whose panic it is, and which thread is panicking. The real counter belongs to the operating system's thread, which all threads of a
//! program under test share.

use super::kernel::Control;
use super::model::{Stop, abandon};
use super::report::Ending;
use super::{KERNEL, is_running, kernel};
use std::any::Any;
use std::panic;
use std::sync::Once;

/// Puts our hook in place, once a process. It prints nothing: a panic is part of the report.
pub(super) fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if KERNEL.get().is_null() {
                return usual(info);
            }
            let message = message(info.payload());
            match kernel().control {
                Control::InLoom => return,
                Control::BelowProgram => loom_panicked(&message),
                Control::InProgram => {}
            }
            if !is_running() {
                return usual(info);
            }
            let kernel = kernel();
            let task = &mut kernel.tasks[kernel.current];
            task.unwinding += 1;
            task.panic = Some((
                message,
                info.location().map(|place| (place.file().to_string(), place.line())),
            ));
        }));
    });
}

/// loom has no other way to say that an execution can't go on. Nothing of the program has been unwound, and nothing ever will be.
pub(super) fn loom_panicked(message: &str) -> ! {
    let ending = if message.starts_with("deadlock") {
        Ending::Deadlock
    } else if message.starts_with("Model exceeded maximum number of branches") {
        Ending::TooManySteps
    } else {
        Ending::EngineFailed(message.lines().next().unwrap_or_default().chars().take(200).collect())
    };
    let report = kernel().report(ending);
    abandon(Stop::Broken(Box::new(report)))
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
        let kernel = kernel();
        kernel.tasks[kernel.current].unwinding > 0
    } else {
        std::thread::panicking()
    }
}

/// A panic of the running thread has been caught.
pub fn caught() {
    if is_running() {
        let kernel = kernel();
        let task = &mut kernel.tasks[kernel.current];
        task.unwinding = task.unwinding.saturating_sub(1);
    }
}

/// `resume_unwind`, which calls no hook.
pub fn resume(payload: Box<dyn Any + Send>) -> ! {
    if is_running() {
        let kernel = kernel();
        let task = &mut kernel.tasks[kernel.current];
        task.unwinding += 1;
        if task.panic.is_none() {
            task.panic = Some((message(&*payload), None));
        }
    }
    panic::resume_unwind(payload)
}
