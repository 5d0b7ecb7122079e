//! Runs a scenario in one execution after the other, as loom chooses them.

use super::kernel::{Control, Kernel, Learned, Phase, in_loom};
use super::report::{Ending, Report};
use super::task::Stance;
use super::{KERNEL, Place, kernel, panics, threads};
use std::any::Any;
use std::panic::{AssertUnwindSafe, Location};
use std::rc::Rc;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};
use std::sync::mpsc;

/// How to run a model.
#[derive(Debug, Clone)]
pub struct Settings {
    /// loom's bound. Once that many threads have been preempted in an execution, loom offers no choice any more, not even where a thread
    /// has to give way. So it takes the bound `n + 1` to run every execution with `n` preemptions.
    pub bound: usize,
    /// The most executions.
    pub executions: u64,
    /// The most steps in one execution.
    pub steps: usize,
    /// Whether the report tells what the other threads do after the scenario has returned. They go on in any case: else loom would not
    /// learn what they had still to do, and so not that they could have done it earlier.
    pub drain: bool,
    pub recording: Recording,
}

/// Which executions are recorded step by step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recording {
    Never,
    Always,
    /// The one with this number.
    Only(u64),
}

impl Recording {
    pub(super) fn covers(self, execution: u64) -> bool {
        match self {
            Recording::Never => false,
            Recording::Always => true,
            Recording::Only(number) => number == execution,
        }
    }
}

/// Why a model ended.
#[derive(Debug)]
pub enum Stop {
    /// There is nothing left to run.
    Exhausted,
    /// Who judges the executions has seen enough.
    Asked,
    /// The most executions have been run.
    OutOfBudget,
    /// An execution could not be brought to its end.
    Broken(Box<Report>),
}

/// What a model is about.
pub(super) struct Job {
    pub settings: Settings,
    scenario: Rc<dyn Fn()>,
    /// Judges an execution that has come to its end; `false` stops the model.
    judge: Rc<dyn Fn(Report) -> bool>,
    tell: mpsc::Sender<Message>,
}

enum Message {
    Stop(Stop, u64),
    /// Something was learned that the execution should have known at its beginning.
    Restart(Learned),
    /// The judge panicked.
    Panicked(Box<dyn Any + Send>),
}

/// Runs a model. Returns why it ended, and how many executions were begun.
///
/// What is learned about the program is kept in `learned`, for the next model of the same scenario.
///
/// # Panics
/// If the judge does.
pub fn run(
    settings: &Settings,
    learned: &mut Learned,
    scenario: Rc<dyn Fn()>,
    judge: Rc<dyn Fn(Report) -> bool>,
) -> (Stop, u64) {
    panics::install_hook();
    loop {
        let (tell, told) = mpsc::channel();
        let settings = settings.clone();
        let job = HandedOver(Job {
            settings,
            scenario: Rc::clone(&scenario),
            judge: Rc::clone(&judge),
            tell,
        });
        let known = learned.clone();
        let thread = std::thread::Builder::new()
            .name("model".to_string())
            .spawn(move || explore(job.take(), known))
            .expect("a thread for the model");
        match told.recv() {
            Ok(Message::Stop(stop, executions)) => return (stop, executions),
            Ok(Message::Restart(more)) => *learned = more,
            Ok(Message::Panicked(payload)) => std::panic::resume_unwind(payload),
            // The thread has ended, and everything that it shared with this one is dropped.
            Err(mpsc::RecvError) => match thread.join() {
                Ok((executions, known)) => {
                    *learned = known;
                    return (Stop::Exhausted, executions);
                }
                Err(payload) => std::panic::resume_unwind(payload),
            },
        }
    }
}

/// Lets something go to the model's thread while its owner waits.
struct HandedOver<T>(T);

// SAFETY: the two threads never run at the same time. The owner waits in `run` until the model's thread has sent its message, after which
// that one is parked for ever, or has ended. Sending and joining order what both do.
unsafe impl<T> Send for HandedOver<T> {}

impl<T> HandedOver<T> {
    fn take(self) -> T {
        self.0
    }
}

fn explore(job: Job, learned: Learned) -> (u64, Learned) {
    let mut model = loom::model::Builder::new();
    // loom takes its defaults from the environment; a verdict must not depend on that.
    model.max_threads = threads::MOST;
    // A step is a choice of a thread and perhaps one of a value; what the threads' ends need comes on top.
    model.max_branches = 2 * job.settings.steps + 100;
    model.max_permutations = None;
    model.max_duration = None;
    model.preemption_bound = Some(job.settings.bound);
    model.checkpoint_file = None;
    model.checkpoint_interval = usize::MAX;
    model.expect_explicit_explore = false;
    model.location = false;
    model.log = false;

    let owned = Box::into_raw(Box::new(Kernel::new(job, learned)));
    KERNEL.set(owned);
    model.check(execution);
    KERNEL.set(std::ptr::null_mut());
    // SAFETY: it comes from `Box::into_raw` above, and nobody else can reach it any more.
    let kernel = unsafe { Box::from_raw(owned) };
    (kernel.execution, kernel.learned)
}

/// One execution, on loom's main thread.
fn execution() {
    let kernel = kernel();
    if kernel.execution >= kernel.job.settings.executions {
        abandon(Stop::OutOfBudget);
    }
    kernel.begin();
    threads::on_a_stack_of_its_own(0, || {
        let scenario = Rc::clone(&super::kernel().job.scenario);
        let outcome = std::panic::catch_unwind(AssertUnwindSafe(|| scenario()));
        let ending = if outcome.is_ok() {
            Ending::Returned
        } else {
            Ending::Panicked
        };
        if outcome.is_err() {
            panics::caught();
        }
        super::pass(super::end_of(0), super::kernel().tasks[0].place);
        super::kernel().scenario_ended(&ending);
        let over = !super::kernel().job.settings.drain;
        let at_return = over.then(|| super::kernel().report(ending.clone()));
        // What comes now is seen once, in any order; there is no use in permuting it.
        in_loom(Stance::Away, loom::stop_exploring);
        if ending == Ending::Returned {
            threads::drain();
        }
        threads::kill();
        super::kernel().phase = Phase::Over;
        judge(at_return.unwrap_or_else(|| super::kernel().report(ending)));
    });
    super::kernel().control = Control::BelowProgram;
}

fn judge(report: Report) {
    let judge = Rc::clone(&kernel().job.judge);
    match std::panic::catch_unwind(AssertUnwindSafe(|| judge(report))) {
        Ok(true) => {}
        Ok(false) => abandon(Stop::Asked),
        Err(payload) => abandon_with(Message::Panicked(payload)),
    }
}

/// Leaves the model where it stands, for good.
///
/// Unwinding would run destructors inside an execution that loom has given up, and loom panics in them, which aborts the process.
pub(super) fn abandon(stop: Stop) -> ! {
    let executions = kernel().execution;
    abandon_with(Message::Stop(stop, executions))
}

/// Begins the model again, now that more is known.
pub(super) fn restart(learned: Learned) -> ! {
    abandon_with(Message::Restart(learned))
}

fn abandon_with(message: Message) -> ! {
    // If nobody listens, nobody is left who could be told.
    let _ = kernel().job.tell.send(message);
    loop {
        std::thread::park();
    }
}

/// Counts steps over all executions, for whoever watches whether the process still makes any.
static BEATS: AtomicU64 = AtomicU64::new(0);

/// Where the last step was made that has a place.
static LAST_PLACE: AtomicPtr<Location<'static>> = AtomicPtr::new(std::ptr::null_mut());

#[inline]
pub(super) fn beat(place: Place) {
    // One thread at a time writes, and the watcher needs no order with anything else.
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
