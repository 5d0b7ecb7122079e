//! Nobody can go on: who holds what and who waits for whom, as a cycle where there is one.

use crate::diagnose::{capital, panic_that_all_wait_for};
use crate::mistake::{Mistake, wrong};
use crate::names;
use crate::run::Seen;
use engine::__engine::{TaskReport, Waiting};
use recorder::Kind;
use recorder::trace::{Blocked, Event, Op, Thread, learner_line};

/// Who has tried so often goes on trying.
const MANY_TRIES: usize = 20;

/// Nobody can go on.
pub fn stuck(run: &Seen) -> Mistake {
    if let Some(mistake) = panic_that_all_wait_for(run).or_else(|| lost_wakeup(run)) {
        return mistake;
    }
    after_a_panic_that_was_meant(waiting(run), run)
}

/// Where the scenario panics on purpose, that may have ended the thread that the others wait for.
fn after_a_panic_that_was_meant(mistake: Mistake, run: &Seen) -> Mistake {
    let ended = |&thread: &Thread| run.report().tasks[thread].panic.is_some();
    let Some(thread) = run.threads().find(ended) else {
        return mistake;
    };
    let who = names::thread(run.report(), thread);
    let line = run.spawned_at(thread);
    let started = line
        .map(|line| format!(" (started in line {line})"))
        .unwrap_or_default();
    Mistake {
        message: format!(
            "{} A panic had ended {who}{started} before: what comes after it there was never done.",
            mistake.message
        ),
        ..mistake
    }
    .at(line)
}

/// Who waits for whom.
fn waiting(run: &Seen) -> Mistake {
    let waits = Wait::all(run);
    let cycle = cycle(&waits);
    // The threads of the cycle first; who only waits for one of them comes after.
    let mut told: Vec<&Wait> = cycle.iter().map(|&at| &waits[at]).collect();
    told.extend((0..waits.len()).filter(|at| !cycle.contains(at)).map(|at| &waits[at]));
    let mut sentences: Vec<String> = told.iter().map(|wait| wait.sentence(run)).collect();
    let more = sentences.len().saturating_sub(cycle.len().max(3));
    sentences.truncate(cycle.len().max(3));
    let mut message = format!("Nobody can go on: {}", sentences.join("; "));
    if more > 0 {
        message += &format!("; and {more} more");
    }
    let lines = |pick: fn(&Wait) -> Option<u32>| told.iter().filter_map(|wait| pick(wait)).collect::<Vec<u32>>();
    wrong(Kind::Deadlock, message + ".")
        .help(question(&told))
        .at(lines(|wait| wait.line))
        .at(lines(|wait| wait.holder?.1))
}

/// Threads that don't wait but try again and again, each for a lock that the next of them keeps: as stuck as if they waited.
pub fn tries_in_a_circle(run: &Seen) -> Option<Mistake> {
    let waits = Wait::all(run);
    let told: Vec<&Wait> = cycle(&waits).into_iter().map(|at| &waits[at]).collect();
    if !told.iter().any(|wait| wait.tries) {
        return None;
    }
    let sentences: Vec<String> = told.iter().map(|wait| wait.sentence(run)).collect();
    let lines = |pick: fn(&Wait) -> Option<u32>| told.iter().filter_map(|wait| pick(wait)).collect::<Vec<u32>>();
    let mistake = wrong(
        Kind::Deadlock,
        format!("Nobody gets anywhere: {}.", sentences.join("; ")),
    );
    Some(
        mistake
            .help("what does each of them keep while it tries?")
            .at(lines(|wait| wait.line))
            .at(lines(|wait| wait.holder?.1)),
    )
}

/// What to think about, by what the first of them waits for.
fn question(told: &[&Wait]) -> &'static str {
    let waits_for = |pick: fn(&Blocked) -> bool| told.iter().any(|wait| pick(&wait.waiting.what));
    let by_itself = told.iter().any(|wait| wait.for_whom() == Some(wait.thread));
    let locks = told.iter().filter(|wait| wait.holder.is_some()).count();
    if by_itself {
        "it waits for itself: how far does the first guard reach?"
    } else if locks > 1 {
        "in which order does each of them take the locks?"
    } else if locks == 1 && waits_for(|what| matches!(what, Blocked::Join(_) | Blocked::Scope)) {
        "what is still held while the other's end is waited for?"
    } else if waits_for(|what| matches!(what, Blocked::Receive)) {
        "a receiver waits as long as anybody could still send: who still keeps a sending end?"
    } else if waits_for(|what| matches!(what, Blocked::Send)) {
        "a sender waits while there is no room: who should take something out?"
    } else if waits_for(|what| matches!(what, Blocked::Barrier)) {
        "how many come to the barrier, and for how many does it wait?"
    } else if waits_for(|what| matches!(what, Blocked::Condvar | Blocked::Park)) {
        "who should wake it, and under which condition does that thread do so?"
    } else {
        "which of them could go on if another let go first?"
    }
}

/// A thread that waits at the end of an execution.
struct Wait {
    thread: Thread,
    waiting: Waiting,
    line: Option<u32>,
    /// Who holds the lock that it waits for, and since which line.
    holder: Option<(Thread, Option<u32>)>,
    /// It doesn't really wait, but tries to take the lock in a loop.
    tries: bool,
}

impl Wait {
    fn all(run: &Seen) -> Vec<Wait> {
        let tasks = &run.report().tasks;
        let waits = tasks
            .iter()
            .enumerate()
            .filter(|(_, task)| !task.finished)
            .filter_map(|(thread, task)| {
                // Who sleeps between two tries is trying.
                let is_wait = |waiting: &Waiting| !matches!(waiting.what, Blocked::Drain | Blocked::Sleep);
                let waits = task.waiting.filter(is_wait);
                let tried = || if waits.is_none() { tried(run, thread) } else { None };
                let (waiting, tries) = match tried() {
                    Some(tried) => (tried, true),
                    None => (task.waiting.filter(|waiting| waiting.what != Blocked::Drain)?, false),
                };
                let holder = holder(tasks, waiting.object, thread);
                Some(Wait {
                    thread,
                    waiting,
                    line: learner_line(waiting.place),
                    holder: holder.map(|(holder, place)| (holder, learner_line(place))),
                    tries,
                })
            });
        waits.collect()
    }

    /// The thread without which it can't go on, if it is a certain one.
    fn for_whom(&self) -> Option<Thread> {
        match self.waiting.what {
            Blocked::Join(thread) => Some(thread),
            _ => self.holder.map(|(holder, _)| holder),
        }
    }

    fn sentence(&self, run: &Seen) -> String {
        let report = run.report();
        let who = names::thread(report, self.thread);
        let line = |line: Option<u32>| line.map(|line| format!(" (line {line})")).unwrap_or_default();
        let waits = if self.tries {
            "tries again and again to take"
        } else {
            "waits for"
        };
        let waits = format!("{who} {waits} {}{}", wanted(run, &self.waiting), line(self.line));
        let since = |since: Option<u32>| since.map(|line| format!(" since line {line}")).unwrap_or_default();
        match (self.waiting.what, self.holder) {
            (Blocked::Join(thread), _) if thread == self.thread => format!("{waits}, and that is itself"),
            (_, Some((holder, line))) if holder == self.thread => {
                format!("{waits}, held by itself{}", since(line))
            }
            (_, Some((holder, line))) => format!("{waits}, held by {}{}", names::thread(report, holder), since(line)),
            (Blocked::Receive, None) if names::is_pipe(report, self.waiting.object) => {
                format!("{waits}, and nobody will write any: a writer is kept and never dropped")
            }
            (Blocked::Receive, None) => {
                format!("{waits}, and nobody will send one: a sender is kept and never dropped")
            }
            _ => waits,
        }
    }
}

/// The lock that a thread has tried in vain for a long time, if it keeps what it has meanwhile: nothing else is locked or given back.
fn tried(run: &Seen, thread: Thread) -> Option<Waiting> {
    let mut tries = 0;
    let mut last: Option<&Event> = None;
    for event in run.events().iter().rev().filter(|event| event.thread == thread) {
        match event.op {
            Op::TryLockFailed if last.is_none_or(|last| last.object == event.object) => {
                last = last.or(Some(event));
                tries += 1;
            }
            Op::Yield | Op::Sleep(_) | Op::Blocked(Blocked::Sleep) => {}
            _ => break,
        }
    }
    let Event { object, place, .. } = *last.filter(|_| tries >= MANY_TRIES)?;
    let what = Blocked::Lock;
    Some(Waiting { what, object, place })
}

/// Threads of which each waits for the next and the last for the first, as indices of `waits`. Empty if there are none.
fn cycle(waits: &[Wait]) -> Vec<usize> {
    let next = |at: usize| {
        let thread = waits[at].for_whom()?;
        waits.iter().position(|wait| wait.thread == thread)
    };
    for start in 0..waits.len() {
        let mut path = vec![start];
        while let Some(after) = path.last().and_then(|&last| next(last)) {
            if after == start {
                return path;
            }
            if path.contains(&after) {
                break;
            }
            path.push(after);
        }
    }
    Vec::new()
}

fn holder(tasks: &[TaskReport], object: u32, waiter: Thread) -> Option<(Thread, engine::__engine::Place)> {
    if object == 0 {
        return None;
    }
    let holds = |(thread, task): (Thread, &TaskReport)| {
        task.held
            .iter()
            .find(|held| held.object == object)
            .map(|held| (thread, held.place))
    };
    let own = tasks
        .iter()
        .enumerate()
        .filter(|&(thread, _)| thread == waiter)
        .find_map(holds);
    own.or_else(|| tasks.iter().enumerate().find_map(holds))
}

/// What a thread waits for, in words.
fn wanted(run: &Seen, waiting: &engine::__engine::Waiting) -> String {
    let report = run.report();
    let object = |kind: &str| names::object(report, waiting.object, kind);
    let pipe = names::is_pipe(report, waiting.object);
    match waiting.what {
        Blocked::Receive if pipe => format!("bytes from {}", object("the pipe")),
        Blocked::Send if pipe => format!("room in {}", object("the pipe")),
        // Of several without a name the number says which, as in the picture.
        Blocked::Lock if names::bare(report, waiting.object).is_none() && several_locks(run) => {
            names::or_number(report, waiting.object, "lock")
        }
        Blocked::Lock => object("the lock"),
        Blocked::ReadLock => format!("{} to read", object("the lock")),
        Blocked::WriteLock => format!("{} to write", object("the lock")),
        Blocked::Output => "the lock of the standard output".to_string(),
        Blocked::Condvar => format!("a notify on {}", object("the condition")),
        Blocked::Receive => format!("a message on {}", object("the channel")),
        Blocked::Send => format!("room in {}", object("the channel")),
        Blocked::Join(thread) => format!("{} to end", names::thread(report, thread)),
        Blocked::Scope => "the threads of its scope to end".to_string(),
        Blocked::Park => "an unpark".to_string(),
        Blocked::Barrier => format!("more threads at {}", object("the barrier")),
        Blocked::Once => format!("{} to be initialised", object("the value")),
        Blocked::Sleep => "the time to pass".to_string(),
        Blocked::Drain => "the others to end".to_string(),
    }
}

/// Whether more than one lock has been taken.
fn several_locks(run: &Seen) -> bool {
    let mut locks = run
        .events()
        .iter()
        .filter(|event| matches!(event.op, Op::Lock { .. }))
        .map(|event| event.object);
    let first = locks.next();
    locks.any(|lock| Some(lock) != first)
}

/// A notify that came before the wait that needed it.
pub fn lost_wakeup(run: &Seen) -> Option<Mistake> {
    let (notify, wait) = run.lost_wakeup()?;
    let report = run.report();
    let (notify, wait) = (&run.events()[notify], &run.events()[wait]);
    let object = names::object(report, wait.object, "the condition");
    let (notifier, waiter) = (
        capital(&names::thread(report, notify.thread)),
        names::thread(report, wait.thread),
    );
    let message = if matches!(notify.op, Op::Notify { waiting: 0, .. }) {
        format!(
            "{notifier} notified {object} when nobody waited there yet; then {waiter} began to wait and nobody woke it."
        )
    } else {
        format!("{notifier} notified {object} and only then changed what {waiter} waits for; nobody notified it again.")
    };
    Some(wrong(Kind::LostWakeup, message).at(notify.line()).at(wait.line()).help(
        "between looking at the condition and waiting, the notifier must not be able to come in: both need the same lock.",
    ))
}
