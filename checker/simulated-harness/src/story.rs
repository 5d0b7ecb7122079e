//! From a recorded execution to a table: a column a thread, a row a step, and only the steps that matter.

use crate::mistake::Mistake;
use crate::names;
use engine::__engine::Report;
use recorder::Kind;
use recorder::trace::{Blocked, Event, Object, Op, Thread, Value, Woken};
use recorder::wire::{Step, Story};

/// Rows kept at the beginning and at the end of a long story.
const HEAD: usize = 14;
const TAIL: usize = 34;

/// Tells the story of a failing execution.
pub fn tell(report: &Report, mistake: &Mistake, found_in: u64) -> Story {
    let mut steps = rows(report);
    if mistake.kind == Kind::LostUpdate {
        remark_on_lost_update(report, &mut steps);
    }
    let mut left_out = 0;
    if steps.len() > HEAD + TAIL {
        left_out = steps.len() - HEAD - TAIL;
        steps.drain(HEAD..HEAD + left_out);
    }
    let steps: Vec<Step> = steps.into_iter().map(|row| row.step).collect();
    Story {
        threads: (0..report.tasks.len())
            .map(|thread| names::thread(report, thread))
            .collect(),
        timed: steps.iter().any(|step| step.at_ns > 0),
        steps,
        left_out,
        found_in,
        preemptions: report.preemptions,
    }
}

struct Row {
    step: Step,
    /// The index of its last event, and the object it is about.
    event: usize,
    object: Object,
    /// Whether further reads and writes of the same object can be told in the same row.
    open: bool,
}

fn rows(report: &Report) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, event) in report.events.iter().enumerate() {
        let Some((text, remark)) = words(report, event) else {
            continue;
        };
        let continues = rows.last().is_some_and(|row| {
            row.open
                && row.step.thread == event.thread
                && row.object == event.object
                && (event.line().is_none() || row.step.line == event.line())
        });
        let open = matches!(event.op, Op::Lock { .. } | Op::Read(_));
        match rows.last_mut().filter(|_| continues) {
            Some(row) => {
                row.step.text = format!("{}, {text}", row.step.text);
                row.event = at;
                row.open = open;
            }
            None => rows.push(Row {
                step: Step {
                    thread: event.thread,
                    line: event.line(),
                    text,
                    at_ns: event.at_ns,
                    remark,
                },
                event: at,
                object: event.object,
                open,
            }),
        }
    }
    rows
}

/// A step in words, and what to notice; `None` for steps that only get in the way.
fn words(report: &Report, event: &Event) -> Option<(String, Option<String>)> {
    let name = |kind: &str| names::bare(report, event.object).unwrap_or_else(|| format!("{kind} {}", event.object));
    let who = |thread: Thread| names::thread(report, thread);
    let shown = |value: &Option<Value>| value.as_ref().map(|value| format!(" {value}")).unwrap_or_default();
    let mut remark = None;
    let text = match &event.op {
        Op::Spawn(thread) => format!("spawn {}", who(*thread)),
        Op::Join(thread) => format!("join {}", who(*thread)),
        Op::Lock { shared: true } => format!("lock {} to read", name("lock")),
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
        Op::Load(value) => format!("load {}: {value}", name("atomic")),
        Op::StaleLoad(value) => {
            remark = Some("an old value: a newer one is not visible yet".to_string());
            format!("load {}: {value}", name("atomic"))
        }
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
        Op::Print(text) => {
            let shown: String = text.trim_end_matches('\n').chars().take(40).collect();
            format!("print {shown:?}")
        }
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
        Op::Return => "return".to_string(),
        Op::Panic(message) => format!("panic: {message}"),
        Op::Exit(code) => format!("exit({code})"),
        Op::Read(None)
        | Op::Written(None)
        | Op::MaybeWritten
        | Op::Initialised
        | Op::Borrow(_)
        | Op::Unlock
        | Op::Yield
        | Op::End
        | Op::Touched
        | Op::Mark(..) => {
            return None;
        }
    };
    Some((text, remark))
}

/// Two reads of the same old value, and the write that swallowed the other: indices of the events
/// (own read, other's write, own write).
pub fn lost_update(report: &Report) -> Option<(usize, usize, usize)> {
    let events = &report.events;
    let writes = |event: &Event| {
        matches!(
            event.op,
            Op::Written(_) | Op::MaybeWritten | Op::Store(_) | Op::Update { .. }
        )
    };
    events.iter().enumerate().find_map(|(at, write)| {
        if !matches!(write.op, Op::Written(_) | Op::MaybeWritten | Op::Store(_)) {
            return None;
        }
        let own_read = events[..at].iter().rposition(|event| {
            event.thread == write.thread
                && event.object == write.object
                && matches!(event.op, Op::Read(_) | Op::Load(_) | Op::StaleLoad(_))
        })?;
        let others = events[own_read..at]
            .iter()
            .position(|event| event.thread != write.thread && event.object == write.object && writes(event))?;
        let others = own_read + others;
        // Who waited in between knew that others would come in.
        let waited = events[own_read..at]
            .iter()
            .any(|event| event.thread == write.thread && matches!(event.op, Op::Woken(_)));
        if waited {
            return None;
        }
        // A value derived from the old one, like a count or a place in a queue; a flag that is set twice loses nothing.
        let derived = match (value(&events[own_read].op), value(&write.op)) {
            (Some(Value::Int(read)), Some(Value::Int(written))) => (written - read).abs() == 1,
            (None, None) => true,
            _ => false,
        };
        derived.then_some((own_read, others, at))
    })
}

fn value(op: &Op) -> Option<&Value> {
    match op {
        Op::Read(value) | Op::Written(value) => value.as_ref(),
        Op::Load(value) | Op::StaleLoad(value) | Op::Store(value) => Some(value),
        _ => None,
    }
}

fn remark_on_lost_update(report: &Report, rows: &mut [Row]) {
    if let Some((_, others, own)) = lost_update(report) {
        let who = names::thread(report, report.events[others].thread);
        if let Some(row) = rows.iter_mut().find(|row| row.event >= own) {
            row.step.remark = Some(format!("{who}'s update is lost here"));
        }
    }
}
