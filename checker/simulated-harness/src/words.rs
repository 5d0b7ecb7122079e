//! A step in words.

use crate::names::{self, Names};
use engine::__engine::Report;
use recorder::trace::{Blocked, Event, Op, Thread, Value, Woken};

/// A step in words, and what to notice; `None` for steps that only get in the way.
pub fn words(names: &Names, event: &Event) -> Option<(String, Option<String>)> {
    let name = |kind: &str| names.or_number(event.object, kind);
    let who = |thread: Thread| names::thread(names.report, thread);
    let shown = |value: &Option<Value>| value.as_ref().map(|value| format!(" {value}")).unwrap_or_default();
    let mut remark = None;
    let text = match &event.op {
        Op::Spawn(thread) => format!("spawn {}", who(*thread)),
        Op::Join(thread) => format!("join {}", who(*thread)),
        Op::Lock { shared: true } if name("lock").starts_with("lock ") => format!("take {} to read", name("lock")),
        Op::Lock { shared: true } => format!("lock {} to read", name("lock")),
        // "lock lock 2" would be said of a lock without a name.
        Op::Lock { shared: false } if name("lock").starts_with("lock ") => format!("take {}", name("lock")),
        Op::Lock { shared: false } => format!("lock {}", name("lock")),
        Op::TryLockFailed => format!("try {}: locked", name("lock")),
        Op::Read(value @ Some(_)) => format!("read{}", shown(value)),
        Op::Written(value @ Some(_)) => format!("write{}", shown(value)),
        Op::Wait => format!("wait on {}", name("condition")),
        Op::Woken(Woken::Notified) => "wake up".to_string(),
        Op::Woken(Woken::Spuriously) => {
            remark = Some("nobody woke it: a spurious wake-up".to_string());
            "wake up".to_string()
        }
        Op::Woken(Woken::TimedOut) => "time out".to_string(),
        Op::Notify { all, waiting } => {
            if *waiting == 0 {
                remark = Some("nobody waits there now".to_string());
            }
            format!(
                "notify {} {}",
                if *all { "all on" } else { "one on" },
                name("condition")
            )
        }
        Op::Load(value) => loaded(names, event, value),
        Op::StaleLoad(value) => {
            remark = Some("an old value: a newer one is not visible yet".to_string());
            loaded(names, event, value)
        }
        Op::Store(Value::IsSet(_)) => format!("set {}", name("value")),
        Op::Store(value) => format!("store {value} in {}", name("atomic")),
        Op::Update { old, new } => format!("{}: {old} to {new}", name("atomic")),
        Op::CompareFailed(value) => format!("compare {}: {value}", name("atomic")),
        Op::Send => format!("send on {}", name("channel")),
        Op::Receive => format!("receive from {}", name("channel")),
        Op::ReceiveNothing => format!("nothing in {}", name("channel")),
        Op::HungUp => format!("{}: hung up", name("channel")),
        Op::Park => "park".to_string(),
        Op::Unparked(Woken::Spuriously) => {
            remark = Some("nobody unparked it: a spurious wake-up".to_string());
            "wake up".to_string()
        }
        Op::Unparked(Woken::Notified) => "unparked".to_string(),
        Op::Unparked(Woken::TimedOut) => "time out".to_string(),
        Op::Unpark(thread) => format!("unpark {}", who(*thread)),
        Op::Sleep(duration) => format!("sleep {duration:?}"),
        Op::Print(text) => format!("print {:?}", beginning(text.trim_end_matches('\n'))),
        Op::Barrier => format!("come to {}", name("barrier")),
        Op::Blocked(what) => match what {
            Blocked::Lock | Blocked::ReadLock | Blocked::WriteLock => format!("wait for {}", name("lock")),
            Blocked::Output => "wait for the output".to_string(),
            Blocked::Receive => format!("wait for {}", name("channel")),
            Blocked::Send => format!("wait for room in {}", name("channel")),
            Blocked::Join(thread) => format!("wait for {}", who(*thread)),
            Blocked::Scope => "wait for the scope".to_string(),
            Blocked::Once => format!("wait for {}", name("value")),
            Blocked::Condvar | Blocked::Park | Blocked::Barrier | Blocked::Sleep | Blocked::Drain => return None,
        },
        Op::Mark(label, value) => return mark(names.report, label, *value).map(|text| (text, None)),
        Op::Return => "return".to_string(),
        Op::Panic(message) => format!("panic: {}", beginning(message.lines().next().unwrap_or_default())),
        Op::Exit(code) => format!("exit({code})"),
        Op::Pipe
        | Op::Read(None)
        | Op::Written(None)
        | Op::MaybeWritten
        | Op::Initialised
        | Op::Borrow(_)
        | Op::Unlock
        | Op::Yield
        | Op::End
        | Op::Touched => {
            return None;
        }
    };
    Some((text, remark))
}

/// What was found in an atomic, or in what is set only once.
fn loaded(names: &Names, event: &Event, value: &Value) -> String {
    match value {
        Value::IsSet(_) => format!("look at {}: {value}", names.or_number(event.object, "value")),
        _ => format!("load {}: {value}", names.or_number(event.object, "atomic")),
    }
}

/// As much of a text as a column bears.
fn beginning(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The mark of a call's end; see `calls.rs`.
pub const RETURNED: &str = "returned";

/// A mark that is told: one that says something in words, or a call that the suite noted. What else it marks is its own business.
fn mark(report: &Report, label: &str, value: u64) -> Option<String> {
    if label.contains(' ') {
        return Some(label.to_string());
    }
    let notes_calls = report.marks.iter().any(|mark| mark.label == RETURNED);
    let told = match (label, value) {
        (RETURNED, 0) => "returns nothing".to_string(),
        (RETURNED, value) => format!("returns {value}"),
        (label, 0) => format!("{label}()"),
        (label, value) => format!("{label}({value})"),
    };
    notes_calls.then_some(told)
}
