//! Runs a scenario once, along a prefix of choices, and reports what happened.

use super::history::{Histories, Visited};
use super::pct::{Priorities, Random};
use super::search::{Choice, Offer};
use super::task::{Task, Waiting};
use super::{ENGINE, Held, Place, panics, schedule};
use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult};
use recorder::trace::{Blocked, Event, Object, Op, Thread};
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, Location};
use std::rc::Rc;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

/// What a clock may do while threads can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// Nothing: computing takes no time.
    Exact,
    /// Run ahead of them, as on a loaded machine. So a `sleep` proves nothing about what others have done by then.
    Any,
}

/// How to run an execution.
#[derive(Debug, Clone)]
pub struct Settings {
    pub timing: Timing,
    /// Whether the other threads go on after the scenario has returned, so that it shows what they had still to do. Otherwise they die with it.
    pub drain: bool,
    /// Whether every step is recorded.
    pub recording: bool,
    /// Whether others may also come in right before a lock is given back and right after a message, a notify or a store. That
    /// makes a difference only to those who ask without waiting: `try_lock`, `is_finished`, `Arc::try_unwrap`.
    pub fine: bool,
    pub most_spurious: u32,
    /// Whether a wait with a deadline that ends for no reason does so when half of its time is over. Otherwise it ends at once.
    pub spurious_midway: bool,
    pub most_steps: u64,
    /// Choices offered in one execution; after that the defaults are taken.
    pub most_choices: usize,
    /// Where the search has been: an execution that comes to a known state ends there. `None`: every execution goes on to its end.
    pub visited: Option<Rc<RefCell<Visited>>>,
    /// Choose at random instead of the defaults.
    pub random: Option<Random>,
}

/// How an execution ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ending {
    Returned,
    /// The scenario itself panicked.
    Panicked,
    /// Nobody can go on, and the scenario hasn't returned.
    Deadlock,
    /// Everybody turns, and nothing changes any more.
    Livelock,
    TooManySteps,
    /// More output than anybody would read.
    Flood,
    TooManyThreads,
    Exited(i32),
    Aborted,
    /// It came to a state that an earlier execution has been in: whatever follows has been run.
    SeenBefore,
}

/// A piece of output.
#[derive(Debug, Clone)]
pub struct Printed {
    pub thread: Thread,
    pub at_ns: u64,
    pub text: String,
    pub place: Place,
    /// Its place among prints, marks and the scenario's return.
    pub order: u64,
}

/// A mark that a suite set.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    pub thread: Thread,
    pub at_ns: u64,
    pub label: &'static str,
    pub value: u64,
    pub order: u64,
}

/// What became of a thread.
#[derive(Debug, Clone)]
pub struct TaskReport {
    pub name: Option<String>,
    pub place: Place,
    pub finished: bool,
    /// The panic that ended it.
    pub panic: Option<(String, Option<(String, u32)>)>,
    /// What it waits for, if it never ended.
    pub waiting: Option<Waiting>,
    pub held: Vec<Held>,
    /// How often it turned in a loop without anything changing.
    pub spun: u32,
    /// How often of these it was going round in a loop, and not just long without anybody changing anything.
    pub rounds: u32,
    /// How often it gave way in vain.
    pub vain_yields: u32,
    pub spun_at: Option<Place>,
    pub ended_at: Option<u64>,
}

/// A thread that was still there when the scenario returned.
#[derive(Debug, Clone, Copy)]
pub struct Leftover {
    pub thread: Thread,
    pub waiting: Option<Waiting>,
}

/// What happened in an execution.
#[derive(Debug, Clone)]
pub struct Report {
    pub ending: Ending,
    /// The last panic of the scenario's own thread.
    pub panic: Option<(String, Option<(String, u32)>)>,
    pub path: Vec<Choice>,
    /// What each choice of the path was about, if the execution was recorded.
    pub offers: Vec<Offer>,
    /// What its choices cost: preemptions, spurious wake-ups, clocks that ran ahead.
    pub preemptions: u32,
    /// Whether there was more to choose than an execution may: what branches off it there is not searched.
    pub cut_short: bool,
    /// How often another thread went on than before.
    pub switches: u32,
    pub steps: u64,
    pub printed: Vec<Printed>,
    pub marks: Vec<Mark>,
    pub tasks: Vec<TaskReport>,
    pub events: Vec<Event>,
    /// When the scenario returned: simulated nanoseconds, and the place among prints and marks.
    pub returned: Option<(u64, u64)>,
    /// The clock at the end.
    pub ended_at: u64,
    pub leftovers: Vec<Leftover>,
    /// How many steps had been recorded when the scenario returned.
    pub events_at_return: usize,
}

pub struct Engine {
    pub(super) settings: Settings,
    pub(super) epoch: u64,
    pub(super) tasks: Vec<Task>,
    pub(super) current: Thread,
    pub(super) next: Option<Thread>,
    pub(super) now: u64,
    pub(super) prefix: Box<[u8]>,
    pub(super) path: Vec<Choice>,
    pub(super) offers: Vec<Offer>,
    /// See [`Report::cut_short`].
    pub(super) cut_short: bool,
    /// Who goes first, where it is left to chance.
    pub(super) priorities: Option<Priorities>,
    switches: u32,
    pub(super) spurious: u32,
    /// How often the clock has gone on running ahead of slow threads.
    pub(super) ran_ahead: u32,
    /// How often a thread that gave way has gone on before slow threads.
    pub(super) passed_over: u32,
    pub(super) histories: Histories,
    /// Somebody has turned in vain: what comes depends on how often, and no longer on what happened alone.
    pub(super) spun: bool,
    pub(super) steps: u64,
    /// Counts everything that others can see change.
    pub(super) changes: u64,
    pub(super) vain_since: u64,
    pub(super) vain_turns: u32,
    pub(super) clock_looked_at: bool,
    pub(super) clock_turns: u32,
    pub(super) objects: Object,
    pub(super) events: Vec<Event>,
    pub(super) ending: Option<Ending>,
    /// Set when the scenario has returned: until when the others may go on.
    pub(super) drained_until: Option<u64>,
    printed: Vec<Printed>,
    printed_bytes: usize,
    marks: Vec<Mark>,
    order: u64,
    returned: Option<(u64, u64)>,
    events_at_return: usize,
    leftovers: Vec<Leftover>,
    /// Who holds the lock of the standard output, and how often.
    pub(super) stdout_held: Option<(Thread, u32)>,
}

/// Bytes of output that an execution may print.
const MOST_OUTPUT: usize = 1 << 20;
/// Threads that an execution may start.
const MOST_THREADS: usize = 400;
/// Stack of a simulated thread. Only the pages that are used cost anything.
const STACK: usize = 1 << 20;
/// Simulated time that leftover threads may go on for after the scenario has returned: two minutes.
const DRAIN_NS: u64 = 120_000_000_000;
const DRAIN_STEPS: u64 = 3_000;

thread_local! {
    static EPOCHS: Cell<u64> = const { Cell::new(0) };
    static STACKS: RefCell<Vec<DefaultStack>> = const { RefCell::new(Vec::new()) };
}

/// Counts steps over all executions, for whoever watches whether the process still makes any.
static BEATS: AtomicU64 = AtomicU64::new(0);

/// Where the last step was made that has a place.
static LAST_PLACE: AtomicPtr<Location<'static>> = AtomicPtr::new(std::ptr::null_mut());

#[inline]
pub(super) fn beat(place: Place) {
    // Only one thread writes, and the watcher needs no order with anything else.
    BEATS.store(BEATS.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
    LAST_PLACE.store(std::ptr::from_ref(place).cast_mut(), Ordering::Relaxed);
}

/// The learner's line of the last step, for whoever watches.
pub fn last_place() -> Option<u32> {
    // SAFETY: null, or a place, and places live for ever.
    let place = unsafe { LAST_PLACE.load(Ordering::Relaxed).as_ref() }?;
    recorder::trace::learner_line(place)
}

/// Steps made so far in this process. A program that computes without any step leaves it still.
pub fn beats() -> u64 {
    BEATS.load(Ordering::Relaxed)
}

/// Runs `scenario` as the main thread of a program, choosing along `prefix` and taking the defaults after it.
#[track_caller]
pub fn execute(settings: &Settings, prefix: Box<[u8]>, scenario: Box<dyn FnOnce()>) -> Report {
    panics::install_hook();
    let epoch = EPOCHS.get() + 1;
    EPOCHS.set(epoch);
    let mut engine = Box::new(Engine::new(settings.clone(), prefix, epoch));
    let drain = settings.drain;
    engine.add_task(
        Some("main".to_string()),
        Location::caller(),
        Box::new(move || main_thread(scenario, drain)),
    );
    engine.tasks[0].fresh = true;
    engine.next = Some(0);

    assert!(ENGINE.get().is_null(), "an execution inside an execution");
    let owned: *mut Engine = Box::into_raw(engine);
    ENGINE.set(owned);
    while super::engine().ending.is_none() {
        let Some(next) = super::engine().next.take() else { break };
        super::engine().switches += u32::from(super::engine().current != next);
        super::engine().current = next;
        // The coroutine is taken out while it runs: spawning may move the list of threads.
        let coroutine = super::engine().tasks[next].coroutine.take();
        let mut coroutine = coroutine.expect("a thread that can run has a stack");
        match coroutine.resume(()) {
            CoroutineResult::Yield(()) => super::engine().tasks[next].coroutine = Some(coroutine),
            CoroutineResult::Return(()) => give_back(coroutine),
        }
    }
    ENGINE.set(std::ptr::null_mut());
    // SAFETY: it comes from `Box::into_raw` above, and nobody else can reach it any more.
    let mut engine = unsafe { Box::from_raw(owned) };
    let report = engine.report();
    // What is left of the other threads dies with the program: nothing is dropped, nothing more is printed.
    for task in &mut engine.tasks {
        std::mem::forget(std::mem::take(&mut task.locals));
        if let Some(coroutine) = task.coroutine.take() {
            give_back(coroutine);
        }
    }
    report
}

/// Keeps the stack for the next thread. A closure that never started is leaked with the program it belonged to.
fn give_back(mut coroutine: Coroutine<(), (), (), DefaultStack>) {
    if !coroutine.done() {
        // SAFETY: what the closure holds is leaked; it belongs to an execution that is over, and nothing of it is used again.
        unsafe { coroutine.force_reset() };
    }
    STACKS.with_borrow_mut(|stacks| stacks.push(coroutine.into_stack()));
}

fn main_thread(scenario: Box<dyn FnOnce()>, drain: bool) {
    let outcome = std::panic::catch_unwind(AssertUnwindSafe(scenario));
    if outcome.is_err() {
        panics::caught();
        let engine = super::engine();
        engine.ending = Some(Ending::Panicked);
        let main = &engine.tasks[0];
        if let Some((message, _)) = &main.panic {
            super::record(0, main.place, || Op::Panic(message.clone()));
        }
        schedule::suspend_for_good();
    }
    let engine = super::engine();
    // Whether the others get to do something before the return is seen is a choice like any other.
    schedule::point(engine.tasks[0].place);
    let engine = super::engine();
    super::record(0, engine.tasks[0].place, || Op::Return);
    engine.scenario_returned();
    if drain {
        schedule::block(&|| false, None, Blocked::Drain, 0, engine.tasks[0].place);
    }
    super::engine().ending = Some(Ending::Returned);
    schedule::suspend_for_good();
}

impl Engine {
    fn new(settings: Settings, prefix: Box<[u8]>, epoch: u64) -> Engine {
        Engine {
            priorities: settings.random.map(Priorities::new),
            settings,
            epoch,
            tasks: Vec::new(),
            current: 0,
            next: None,
            now: 0,
            prefix,
            path: Vec::new(),
            offers: Vec::new(),
            cut_short: false,
            switches: 0,
            spurious: 0,
            ran_ahead: 0,
            passed_over: 0,
            histories: Histories::default(),
            spun: false,
            steps: 0,
            changes: 0,
            vain_since: 0,
            vain_turns: 0,
            clock_looked_at: false,
            clock_turns: 0,
            objects: 0,
            events: Vec::new(),
            ending: None,
            drained_until: None,
            printed: Vec::new(),
            printed_bytes: 0,
            marks: Vec::new(),
            order: 0,
            returned: None,
            events_at_return: 0,
            leftovers: Vec::new(),
            stdout_held: None,
        }
    }

    pub(super) fn add_task(&mut self, name: Option<String>, place: Place, body: Box<dyn FnOnce()>) -> Thread {
        let id = self.tasks.len();
        if id >= MOST_THREADS {
            self.ending = Some(Ending::TooManyThreads);
            schedule::suspend_for_good();
        }
        let stack = STACKS.with_borrow_mut(Vec::pop);
        let stack =
            stack.unwrap_or_else(|| DefaultStack::new(STACK).expect("memory for the stack of a simulated thread"));
        // SAFETY of the lifetime: bodies are 'static; scoped threads guarantee by blocking that what they borrow outlives them.
        let coroutine = Coroutine::with_stack(stack, move |yielder, ()| {
            super::engine().tasks[id].yielder = yielder;
            body();
            schedule::leave();
        });
        let mut task = Task::new(name, place);
        task.coroutine = Some(coroutine);
        self.tasks.push(task);
        id
    }

    pub(super) fn print(&mut self, text: String, place: Place) {
        if text.is_empty() {
            return;
        }
        self.printed_bytes += text.len() + 16;
        if self.printed_bytes > MOST_OUTPUT {
            self.ending = Some(Ending::Flood);
            schedule::suspend_for_good();
        }
        self.order += 1;
        self.changes += 1;
        // Prints, marks and the return have one order for all, which rules look at.
        self.happens(0, place);
        self.printed.push(Printed {
            thread: self.current,
            at_ns: self.now,
            text,
            place,
            order: self.order,
        });
    }

    pub(super) fn mark(&mut self, label: &'static str, value: u64) {
        self.order += 1;
        self.marks.push(Mark {
            thread: self.current,
            at_ns: self.now,
            label,
            value,
            order: self.order,
        });
        // Whoever comes to a mark gets somewhere, though nothing may have changed that can be seen: a push to a `Vec` in a `Box`, say.
        self.changes += 1;
        super::record(0, self.tasks[self.current].place, || Op::Mark(label, value));
    }

    fn scenario_returned(&mut self) {
        self.order += 1;
        self.returned = Some((self.now, self.order));
        self.events_at_return = self.events.len();
        self.drained_until = Some(self.now + DRAIN_NS);
        self.settings.most_steps = self.steps + DRAIN_STEPS;
        self.leftovers = (1..self.tasks.len())
            .filter(|&thread| !self.tasks[thread].finished)
            .map(|thread| Leftover {
                thread,
                waiting: self.tasks[thread].waiting,
            })
            .collect();
    }

    fn report(&mut self) -> Report {
        let tasks = self.tasks.iter_mut().map(|task| TaskReport {
            name: task.name.take(),
            place: task.place,
            finished: task.finished,
            panic: if task.ended_by_panic { task.panic.clone() } else { None },
            waiting: task.waiting,
            held: std::mem::take(&mut task.held),
            spun: task.spun,
            rounds: task.rounds,
            vain_yields: task.vain_yields,
            spun_at: task.spun_at,
            ended_at: task.ended_at,
        });
        let tasks = tasks.collect();
        let preemptions = self.path.iter().map(Choice::cost).sum();
        Report {
            ending: self.ending.clone().unwrap_or(Ending::Returned),
            panic: self.tasks[0].panic.take(),
            path: std::mem::take(&mut self.path),
            offers: std::mem::take(&mut self.offers),
            preemptions,
            cut_short: self.cut_short,
            switches: self.switches,
            steps: self.steps,
            printed: std::mem::take(&mut self.printed),
            marks: std::mem::take(&mut self.marks),
            tasks,
            events: std::mem::take(&mut self.events),
            returned: self.returned,
            ended_at: self.now,
            leftovers: std::mem::take(&mut self.leftovers),
            events_at_return: self.events_at_return,
        }
    }
}
