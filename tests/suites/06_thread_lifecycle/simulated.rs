//! 06_thread_lifecycle in the simulated world.

use harness::{Kind, Mistake, Run, Verdict, check, each, explore, mark, suite, wrong};
use std::panic::panic_any;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;
use thread_lifecycle::{State, Supervisor};

fn main() {
    suite(vec![
        check(
            "states_come_in_order",
            "The states come in their order, in every interleaving",
            2.0,
            states_come_in_order,
        ),
        check(
            "panics_are_reported",
            "A panic is reported with its message, and comes out nowhere",
            2.0,
            panics_are_reported,
        ),
        check(
            "work_runs_once_on_its_own_thread",
            "The work runs once, on a thread of its own, and not before it is asked for",
            1.0,
            work_runs_once_on_its_own_thread,
        ),
        check(
            "start_and_state_take_no_time",
            "Starting and asking for the state take no time",
            1.0,
            start_and_state_take_no_time,
        ),
        check(
            "wait_returns_the_value",
            "Waiting returns the value of the work, the second time as well",
            1.0,
            wait_returns_the_value,
        ),
        check(
            "drop_loses_nothing",
            "Dropping waits for work that was started and lets go of work that was not",
            1.0,
            drop_loses_nothing,
        ),
        check("nobody_busy_waits", "Nobody busy-waits", 0.5, nobody_busy_waits),
    ]);
}

const SECOND: Duration = Duration::from_secs(1);
const NO_TIME: Duration = Duration::ZERO;

const BEGINS: &str = "the work begins";

/// How a piece of work ends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    Value,
    /// A panic with a `&str`.
    Literal,
    /// A panic with a `String`.
    Formatted,
    /// A panic with something that is no text.
    Number,
}

const PANICS: [End; 3] = [End::Literal, End::Formatted, End::Number];

impl End {
    /// The message of the panic, where it has one.
    fn message(self) -> Option<&'static str> {
        match self {
            End::Value | End::Number => None,
            End::Literal => Some("the printer is on fire"),
            End::Formatted => Some("the printer is on fire on page 7"),
        }
    }

    /// What the work is made of, in words.
    fn told(self) -> &'static str {
        match self {
            End::Value => "the work returned",
            End::Literal => "the work panicked with a `&str`",
            End::Formatted => "the work panicked with a `String`",
            End::Number => "the work panicked with a number",
        }
    }

    /// Whether this is what should be said of it in the end.
    fn is(self, state: &State) -> bool {
        match (self, state) {
            (End::Value, state) => *state == State::Finished,
            (_, State::Panicked(text)) => self.message().is_none_or(|message| text == message),
            _ => false,
        }
    }
}

/// A piece of work that takes some time and ends in some way. That it has ended can be seen.
struct Work {
    end: End,
    time: Duration,
    ended: Arc<AtomicBool>,
}

impl Work {
    fn new(end: End, time: Duration) -> Work {
        let ended = Arc::default();
        Work { end, time, ended }
    }

    fn supervised(&self) -> Supervisor<u64> {
        let (end, time, ended) = (self.end, self.time, Arc::clone(&self.ended));
        Supervisor::new(move || {
            mark(BEGINS, 0);
            if time > NO_TIME {
                sleep(time);
            }
            ended.store(true, Ordering::SeqCst);
            mark(
                if end == End::Value {
                    "the work ends"
                } else {
                    "the work panics"
                },
                0,
            );
            let message = end.message().unwrap_or_default();
            match end {
                End::Value => 42,
                End::Literal => panic_any(message),
                End::Formatted => panic!("{message}"),
                End::Number => panic_any(7),
            }
        })
    }

    fn has_ended(&self) -> bool {
        self.ended.load(Ordering::SeqCst)
    }
}

/// When a state is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum When {
    BeforeStart,
    AfterStart,
    /// A second before the end.
    Meanwhile,
    /// A second after the end.
    Later,
    AfterWait,
}

/// What a state was said to be, and whether the work had ended by then.
struct Look {
    when: When,
    state: State,
    ended: bool,
}

#[derive(Default)]
struct Looks(Vec<Look>);

impl Looks {
    fn ask(&mut self, supervisor: &mut Supervisor<u64>, work: &Work, when: When) {
        let number = self.0.len() as u64;
        mark("ask", number);
        let state = supervisor.state();
        mark("answer", number);
        let told = match state {
            State::NotStarted => "the state is NotStarted",
            State::Running => "the state is Running",
            State::Finished => "the state is Finished",
            State::Panicked(_) => "the state is Panicked",
        };
        mark(told, number);
        let ended = work.has_ended();
        self.0.push(Look { when, state, ended });
    }
}

fn states_come_in_order() -> Verdict {
    states(End::Value, in_order)
}

/// The whole life of a piece of work, asked for at every moment.
fn states(end: End, rule: fn(&Run<Looks>, End) -> Result<(), Mistake>) -> Verdict {
    explore(move || looks_at_every_moment(end))
        .panics_are_meant()
        .preemptions(3)
        .executions(1_500)
        .always(move |run| rule(run, end))
        .verdict()
        .and(|| {
            explore(move || looks_while_time_passes(end))
                .panics_are_meant()
                .executions(200)
                .always(move |run| rule(run, end))
                .verdict()
        })
}

fn looks_at_every_moment(end: End) -> Looks {
    let work = Work::new(end, NO_TIME);
    let (mut supervisor, mut looks) = (work.supervised(), Looks::default());
    looks.ask(&mut supervisor, &work, When::BeforeStart);
    supervisor.start();
    looks.ask(&mut supervisor, &work, When::AfterStart);
    looks.ask(&mut supervisor, &work, When::AfterStart);
    let _ = supervisor.wait();
    looks.ask(&mut supervisor, &work, When::AfterWait);
    looks
}

fn looks_while_time_passes(end: End) -> Looks {
    let work = Work::new(end, 2 * SECOND);
    let (mut supervisor, mut looks) = (work.supervised(), Looks::default());
    sleep(SECOND);
    looks.ask(&mut supervisor, &work, When::BeforeStart);
    supervisor.start();
    sleep(SECOND);
    looks.ask(&mut supervisor, &work, When::Meanwhile);
    sleep(2 * SECOND);
    looks.ask(&mut supervisor, &work, When::Later);
    looks.ask(&mut supervisor, &work, When::Later);
    let _ = supervisor.wait();
    looks.ask(&mut supervisor, &work, When::AfterWait);
    looks
}

/// Every state is one that can be seen at that moment, and what is over stays over.
fn in_order(run: &Run<Looks>, end: End) -> Result<(), Mistake> {
    each_look(run, end, |look, before| {
        look.out_of_order(before, end).or_else(|| look.misreports(end))
    })
}

/// A panic is told of as what it is, once it is told of, and that is after a second at the latest. (That states come in their order is another promise.)
fn panic_reported(run: &Run<Looks>, end: End) -> Result<(), Mistake> {
    each_look(run, end, |look, _| {
        look.misreports(end).or_else(|| {
            let silent = look.when == When::Later && !look.is_over();
            silent.then(|| Fault {
                message: format!(
                    "A second after the end, the state is `{:?}`, although {}.",
                    look.state,
                    end.said()
                ),
                help: "which of your lines does a panic in the work jump over?",
            })
        })
    })
}

/// Every look, with the one before it, has no fault.
fn each_look(run: &Run<Looks>, end: End, fault: impl Fn(&Look, Option<&Look>) -> Option<Fault>) -> Result<(), Mistake> {
    let looks = run.result.map_or(&[][..], |looks| &looks.0);
    for (number, look) in looks.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &looks[before]);
        let Some(fault) = fault(look, before) else { continue };
        let mut lines = run.lines_between("ask", "answer", number as u64);
        if end != End::Value && matches!(look.state, State::Panicked(_)) {
            lines.extend(run.lines_saying("downcast"));
        }
        if look.when == When::AfterWait {
            lines.extend(run.function("wait"));
        }
        lines.extend(run.function("state"));
        let mistake = wrong(Kind::WrongResult, fault.message).help(fault.help);
        return Err(at_fault(run, mistake.at(lines)));
    }
    Ok(())
}

impl Look {
    fn is_over(&self) -> bool {
        matches!(self.state, State::Finished | State::Panicked(_))
    }

    fn out_of_order(&self, before: Option<&Look>, end: End) -> Option<Fault> {
        let (state, when) = (&self.state, self.when.told());
        match self.when {
            When::BeforeStart if *state != State::NotStarted => Some(Fault {
                message: format!("Nobody has called `start` yet, and the state is `{state:?}`."),
                help: "by what do you tell that the work has been started?",
            }),
            When::BeforeStart => None,
            _ if *state == State::NotStarted => Some(Fault {
                message: format!("{when}, the state is `NotStarted`."),
                help: "by what do you tell that nobody has started it, and who changes that, at which moment?",
            }),
            _ if self.is_over() && !self.ended => Some(Fault {
                message: format!("The state is `{state:?}` while the work is still running."),
                help: "what comes first, the end or the note that it is over?",
            }),
            _ if !self.is_over() && before.is_some_and(Look::is_over) => Some(Fault {
                message: format!(
                    "The state was `{:?}`, and now it is `{state:?}` again.",
                    before.map_or(state, |before| &before.state)
                ),
                help: "who writes the state last?",
            }),
            When::Later | When::AfterWait if !self.is_over() => Some(Fault {
                message: format!("{when}, the state is `{state:?}`, although {}.", end.said()),
                help: "by what does `state` tell that the work is over, and could something else write to it, or not write to it yet?",
            }),
            _ => None,
        }
    }

    /// The end is told of, but as another than it was.
    fn misreports(&self, end: End) -> Option<Fault> {
        let wrong = self.is_over() && !end.is(&self.state);
        wrong.then(|| Fault {
            message: format!("The state is `{:?}`, although {}.", self.state, end.said()),
            help: match self.state {
                State::Panicked(_) => "what can a panic carry, and what becomes of each kind?",
                _ => "by what does `state` tell a value from a panic, and is that known as early as the end itself?",
            },
        })
    }
}

/// What is wrong with a look at the state.
struct Fault {
    message: String,
    help: &'static str,
}

impl When {
    fn told(self) -> &'static str {
        match self {
            When::BeforeStart => "Before `start`",
            When::AfterStart | When::Meanwhile => "After `start` has returned",
            When::Later => "A second after the work has ended",
            When::AfterWait => "After `wait` has returned",
        }
    }
}

impl End {
    /// How the work ended, with its message.
    fn said(self) -> String {
        match self.message() {
            Some(message) => format!("{} saying {message:?}", self.told()),
            None => self.told().to_string(),
        }
    }
}

/// A thread that panicked in the learner's own code is what is wrong; if none did, the rule knows best.
fn at_fault<R>(run: &Run<R>, mistake: Mistake) -> Mistake {
    match run.thread_panic() {
        Some(_) => mistake,
        None => mistake.certain(),
    }
}

fn panics_are_reported() -> Verdict {
    each(PANICS, |end| states(end, panic_reported))
        .and(|| {
            each(PANICS, |end| {
                explore(move || {
                    let mut supervisor = Work::new(end, NO_TIME).supervised();
                    supervisor.start();
                    (supervisor.wait(), supervisor.state(), supervisor.wait())
                })
                .panics_are_meant()
                .executions(500)
                .always(move |run| {
                    let Some((first, _, second)) = run.result else {
                        return Ok(());
                    };
                    waited(run, first, end)?;
                    waited(run, second, end)
                })
                .verdict()
            })
        })
        .and(dropped_with_a_panic)
        .and(panics_stay_with_their_own)
}

/// Nobody asks and nobody waits: the panic comes out nowhere.
fn dropped_with_a_panic() -> Verdict {
    each([NO_TIME, SECOND], |time| {
        explore(move || {
            let mut supervisor = Work::new(End::Literal, time).supervised();
            supervisor.start();
            drop(supervisor);
        })
        .panics_are_meant()
        .executions(300)
        .verdict()
    })
}

/// What `wait` returned is the value, or the message of the panic.
fn waited<R>(run: &Run<R>, result: &Result<u64, String>, end: End) -> Result<(), Mistake> {
    let right = match result {
        Ok(value) => end == End::Value && *value == 42,
        Err(message) => end.is(&State::Panicked(message.clone())),
    };
    if right {
        return Ok(());
    }
    let message = format!("`wait` returns `{result:?}`, although {}.", end.said());
    let mut lines = run.lines_that_collect();
    if result.is_err() && end != End::Value {
        lines.extend(run.lines_saying("downcast"));
    }
    lines.extend(run.function("wait"));
    Err(at_fault(run, wrong(Kind::WrongResult, message).at(lines)))
}

fn panics_stay_with_their_own() -> Verdict {
    explore(|| {
        let [mut bad, mut good] = [End::Literal, End::Value].map(|end| Work::new(end, NO_TIME).supervised());
        bad.start();
        good.start();
        (bad.wait(), good.wait(), good.state())
    })
    .panics_are_meant()
    .executions(500)
    .always(|run| {
        let Some((bad, good, state)) = run.result else { return Ok(()) };
        waited(run, bad, End::Literal)?;
        if *good == Ok(42) && !matches!(state, State::Panicked(_)) {
            return Ok(());
        }
        let message = format!("The work of one supervisor panicked; of another, which did not, `wait` returns `{good:?}` and the state is `{state:?}`.");
        Err(at_fault(run, wrong(Kind::WrongResult, message).at(run.lines_that_collect())))
    })
    .verdict()
}

/// In what order a supervisor is used.
#[derive(Debug, Clone, Copy)]
enum Use {
    StartTwice,
    WaitOnly,
    StartAfterWait,
    StartAndDrop,
}

fn work_runs_once_on_its_own_thread() -> Verdict {
    let uses = [Use::StartTwice, Use::WaitOnly, Use::StartAfterWait, Use::StartAndDrop];
    each(uses, |how| {
        explore(move || {
            let mut supervisor = Work::new(End::Value, SECOND).supervised();
            sleep(SECOND);
            mark("asked", 0);
            match how {
                Use::StartTwice => {
                    supervisor.start();
                    supervisor.start();
                    let _ = supervisor.wait();
                }
                Use::WaitOnly => drop(supervisor.wait()),
                Use::StartAfterWait => {
                    let _ = supervisor.wait();
                    supervisor.start();
                    let _ = supervisor.wait();
                }
                Use::StartAndDrop => supervisor.start(),
            }
        })
        .executions(200)
        .always(runs_once)
        .verdict()
    })
}

fn runs_once(run: &Run<()>) -> Result<(), Mistake> {
    let asked_for = run.marks().iter().find(|mark| mark.label == "asked");
    let begins: Vec<_> = run.marks().iter().filter(|mark| mark.label == BEGINS).collect();
    let Some(begin) = begins.first() else {
        let message = "The work was started or waited for and never ran.";
        return Err(wrong(Kind::WrongResult, message)
            .at(run.spawn_lines())
            .at(run.function("wait"))
            .at(run.function("start")));
    };
    if asked_for.is_none_or(|asked_for| begin.order < asked_for.order) {
        let message = "The work ran before anybody had called `start` or `wait`.";
        return Err(wrong(Kind::WrongResult, message)
            .at(run.spawn_lines())
            .at(run.function("new")));
    }
    if begin.thread == 0 {
        let message = "The work ran on the calling thread; it should have a thread of its own.";
        let calls = ["start", "wait"].into_iter().flat_map(|name| run.function(name));
        return Err(wrong(Kind::WrongThreads, message).at(calls));
    }
    Ok(())
}

fn start_and_state_take_no_time() -> Verdict {
    each([End::Value, End::Literal], |end| {
        explore(move || {
            let mut supervisor = Work::new(end, 10 * SECOND).supervised();
            timed("state", || drop(supervisor.state()));
            timed("start", || supervisor.start());
            timed("state", || drop(supervisor.state()));
            sleep(4 * SECOND);
            timed("state", || drop(supervisor.state()));
            timed("start", || supervisor.start());
            let _ = supervisor.wait();
            timed("state", || drop(supervisor.state()));
            timed("start", || supervisor.start());
        })
        .panics_are_meant()
        .executions(300)
        .always(|run| {
            let marks = run.marks().iter().filter(|mark| CALLS.contains(&mark.label));
            let Some(slow) = marks.into_iter().find(|mark| mark.value > 0) else {
                return Ok(());
            };
            let took = Duration::from_nanos(slow.value);
            let message = match slow.label {
                "start" => format!("`start` took {took:?} of work that takes 10 s; it should return at once."),
                _ => format!("Asking for the state took {took:?} of work that takes 10 s; it should tell at once."),
            };
            Err(wrong(Kind::TooSlow, message)
                .at(run.lines_that_wait())
                .at(run.function(slow.label)))
        })
        .verdict()
    })
}

const CALLS: [&str; 2] = ["start", "state"];

/// Notes how long a call took, in simulated nanoseconds.
fn timed(label: &'static str, call: impl FnOnce()) {
    mark(
        if label == "start" {
            "main calls start"
        } else {
            "main calls state"
        },
        0,
    );
    let before = std::time::Instant::now();
    call();
    mark(label, before.elapsed().as_nanos() as u64);
}

fn wait_returns_the_value() -> Verdict {
    each([0, 1, 3], |asks_after| {
        // Work of 2 s; `asks_after` seconds go by before the first `wait`, and if there are any, somebody asks for the state.
        explore(move || {
            let mut supervisor = Work::new(End::Value, 2 * SECOND).supervised();
            if asks_after > 0 {
                supervisor.start();
                sleep(asks_after * SECOND);
                mark("main calls state", 0);
                supervisor.state();
            }
            let first = waits(&mut supervisor);
            supervisor.state();
            [first, waits(&mut supervisor)]
        })
        .executions(300)
        .always(returned_twice)
        .verdict()
    })
    .and(|| {
        explore(|| {
            let mut supervisor = Work::new(End::Value, NO_TIME).supervised();
            supervisor.start();
            let first = waits(&mut supervisor);
            [first, waits(&mut supervisor)]
        })
        .any_timing()
        .executions(1_000)
        .always(returned_twice)
        .verdict()
    })
    .and(|| {
        // Who looks now and then does so very often in an hour; that may be left at some point.
        explore(|| {
            let mut supervisor = Work::new(End::Value, 3_600 * SECOND).supervised();
            supervisor.start();
            let first = waits(&mut supervisor);
            [first, waits(&mut supervisor)]
        })
        .executions(3)
        .may_take_long()
        .always(returned_twice)
        .verdict()
    })
    .and(values_stay_with_their_own)
}

fn values_stay_with_their_own() -> Verdict {
    explore(|| {
        let mut supervisors = [1, 2].map(|value| Supervisor::new(move || value));
        supervisors.each_mut().map(|supervisor| supervisor.start());
        supervisors.each_mut().map(|supervisor| supervisor.wait())
    })
    .executions(500)
    .always(|run| match run.result {
        Some([first, second]) if *first != Ok(1) || *second != Ok(2) => {
            let message = format!("The work of two supervisors returned 1 and 2; `wait` returns `{first:?}` of the first and `{second:?}` of the second.");
            let mistake = wrong(Kind::WrongResult, message).help("where does each of them keep what is its own?");
            Err(at_fault(run, mistake.at(run.lines_that_collect()).at(run.function("wait"))))
        }
        _ => Ok(()),
    })
    .verdict()
}

fn waits(supervisor: &mut Supervisor<u64>) -> Result<u64, String> {
    mark("main calls wait", 0);
    supervisor.wait()
}

fn returned_twice(run: &Run<[Result<u64, String>; 2]>) -> Result<(), Mistake> {
    let Some([first, second]) = run.result else {
        return Ok(());
    };
    let message = match (first, second) {
        (Ok(42), Ok(42)) => return Ok(()),
        (Ok(42), _) => format!("The first `wait` returns `{first:?}`, the second one `{second:?}`."),
        _ => format!("The work returned 42, and `wait` returns `{first:?}`."),
    };
    Err(at_fault(
        run,
        wrong(Kind::WrongResult, message)
            .help("where is the value kept, between the end of the work and whoever asks for it next?")
            .at(run.lines_that_collect())
            .at(run.function("wait")),
    ))
}

fn drop_loses_nothing() -> Verdict {
    each([NO_TIME, 2 * SECOND], |time| {
        explore(move || {
            let work = Work::new(End::Value, time);
            let mut supervisor = work.supervised();
            supervisor.start();
            drop(supervisor);
            mark("the supervisor is dropped", 0);
            work.has_ended()
        })
        .executions(1_000)
        .always(|run| match run.result {
            Some(false) => {
                let message = "The supervisor was dropped, and the work that it had started was still running.";
                Err(wrong(Kind::NotJoined, message).at(run.spawn_lines()))
            }
            _ => Ok(()),
        })
        .verdict()
    })
    .and(never_started)
}

/// What work that nobody starts owns: seen when it goes.
struct Owned;

impl Drop for Owned {
    fn drop(&mut self) {
        mark(GOES, 0);
    }
}

const GOES: &str = "the work is dropped";

/// Work that was not started is dropped without being run. (At once, or by a thread that hears of it a moment later.)
fn never_started() -> Verdict {
    each([false, true], |asks| {
        explore(move || {
            let (ran, owned) = (Arc::new(AtomicBool::new(false)), Owned);
            let runs = Arc::clone(&ran);
            let mut supervisor = Supervisor::new(move || {
                runs.store(true, Ordering::SeqCst);
                drop(owned);
            });
            if asks {
                supervisor.state();
            }
            drop(supervisor);
            mark("the supervisor is dropped", 0);
            ran.load(Ordering::SeqCst)
        })
        .executions(300)
        .always(|run| {
            if run.result == Some(&true) {
                let message = "Nobody had started the work, and dropping its supervisor ran it.";
                let mistake = wrong(Kind::WrongResult, message).help("what does `drop` call, and what does that do first?");
                return Err(mistake.at(run.spawn_lines()).at(run.function("drop")));
            }
            if run.marks().iter().any(|mark| mark.label == GOES) {
                return Ok(());
            }
            let message = "The supervisor of work that nobody had started was dropped, and the work never was: what it owns is still there.";
            let waits = run.never_ended().into_iter().flat_map(|thread| run.lines_that_wait_in(thread));
            let mistake = wrong(Kind::NotJoined, message).help("who lets go of the work if nobody ever starts it?");
            Err(mistake.at(run.spawn_lines()).at(waits).at(run.function("drop")))
        })
        .verdict()
    })
}

fn nobody_busy_waits() -> Verdict {
    each([true, false], |waits| {
        explore(move || {
            let mut supervisor = Work::new(End::Value, 2 * SECOND).supervised();
            supervisor.start();
            if waits {
                let _ = supervisor.wait();
            }
        })
        .executions(300)
        .always(|run| run.nobody_spins())
        .verdict()
    })
}
