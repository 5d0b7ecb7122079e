//! The states that are seen at every moment of a life, and what may be seen when.

use crate::socket::{State, Supervisor};
use crate::work::{End, NO_TIME, SECOND, Work, at_fault};
use harness::{Kind, Mistake, Run, Verdict, explore, mark, wrong};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread::sleep;

/// The whole life of a piece of work, asked for at every moment.
pub fn states(end: End, rule: fn(&Run<Looks>, End) -> Result<(), Mistake>) -> Verdict {
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

/// All looks of one life.
#[derive(Default)]
pub struct Looks {
    looks: Vec<Look>,
    /// The message of a panic in `wait`, after the state had been said to be one of an end.
    wait_panicked: Option<String>,
}

impl Looks {
    fn ask(&mut self, supervisor: &mut Supervisor, work: &Work, when: When) {
        let number = self.looks.len() as u64;
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
        self.looks.push(Look { when, state, ended });
    }

    /// Waits, and then asks once more. If `wait` panics after the end had been told, that belongs together; what panics otherwise is told
    /// of as any panic.
    fn wait_and_ask(mut self, mut supervisor: Supervisor, work: &Work) -> Looks {
        mark("main calls wait", 0);
        let Err(panic) = catch_unwind(AssertUnwindSafe(|| supervisor.wait())) else {
            self.ask(&mut supervisor, work, When::AfterWait);
            return self;
        };
        let literal = panic.downcast_ref::<&str>().copied();
        let message = literal.or(panic.downcast_ref::<String>().map(String::as_str));
        match message {
            Some(message) if self.looks.iter().any(Look::is_over) && !message.contains("not yet implemented") => {
                self.wait_panicked = Some(message.trim_end_matches('.').to_string());
                // What its drop makes of it is not the question.
                std::mem::forget(supervisor);
                self
            }
            _ => resume_unwind(panic),
        }
    }
}

fn looks_at_every_moment(end: End) -> Looks {
    let work = Work::new(end, NO_TIME);
    let (mut supervisor, mut looks) = (work.supervised(), Looks::default());
    looks.ask(&mut supervisor, &work, When::BeforeStart);
    supervisor.start();
    looks.ask(&mut supervisor, &work, When::AfterStart);
    looks.ask(&mut supervisor, &work, When::AfterStart);
    looks.wait_and_ask(supervisor, &work)
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
    looks.wait_and_ask(supervisor, &work)
}

/// Every state is one that can be seen at that moment, and what is over stays over.
pub fn in_order(run: &Run<Looks>, end: End) -> Result<(), Mistake> {
    each_look(run, end, |look, before| {
        look.out_of_order(before, end).or_else(|| look.misreports(end))
    })
}

/// A panic is told of as what it is, once it is told of, and that is after a second at the latest. (That states come in their order is
/// another promise.)
pub fn panic_reported(run: &Run<Looks>, end: End) -> Result<(), Mistake> {
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
    let looks = run.result.map_or(&[][..], |looks| &looks.looks);
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
    run.result.map_or(Ok(()), |looks| looks.wait_answers(run))
}

impl Looks {
    /// Whoever has heard of the end from `state` hears of it from `wait` as well.
    fn wait_answers(&self, run: &Run<Looks>) -> Result<(), Mistake> {
        let Some(panic) = &self.wait_panicked else {
            return Ok(());
        };
        let mut looks = self.looks.iter().enumerate();
        let told = looks.find_map(|(number, look)| look.is_over().then_some((number, &look.state)));
        let (number, state) = told.expect("or the panic would have gone on");
        let message = format!("`state` had said `{state:?}`, and then `wait` panicked: {panic}.");
        let kind = match run.thread_panic() {
            // What panicked in a thread is the deeper cause, and told of in its place.
            Some(_) => Kind::WrongResult,
            None => Kind::Panicked,
        };
        Err(wrong(kind, message)
            .at(run.lines_between("ask", "answer", number as u64))
            .at(run.function("wait"))
            .help("`state` may be asked at any time: what does `wait` find afterwards?"))
    }
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
