//! What is known of the execution that runs now.

use super::gate::Lock;
use super::pool::Pools;
use super::report::{Ending, Leftover, Mark, OrderingUsed, Printed, Report, TaskReport};
use super::task::{Stance, Task};
use super::{Place, model};
use corosensei::stack::DefaultStack;
use recorder::trace::{Event, Object, Op, Thread};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};

/// How far the execution has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    Running,
    /// The scenario has returned; the others go on for a while.
    Draining,
    /// Whoever comes back from loom ends at once, without unwinding.
    Dying,
    /// Nothing of the program runs any more.
    Over,
}

/// Where control is, and so whose a panic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    InProgram,
    /// In a call of loom's from the program: [`in_loom`] catches what it panics with.
    InLoom,
    /// In loom below all of the program, where nobody catches anything.
    BelowProgram,
}

/// What earlier executions taught about the program: how the next one must be set up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Learned {
    /// Atomics of each width that the next execution begins with.
    pub(super) atomics: [usize; 4],
    /// The most that any execution has used or asked for. An execution with fewer doesn't tell that the next will do with them.
    pub(super) needed: [usize; 4],
    /// Somebody tries locks, so that giving one back is a step that others can see.
    pub(super) locks_are_tried: bool,
    /// Where something is stored to an atomic that another thread may read and write in one step just before.
    pub(super) stores_among_updates: Vec<Place>,
}

pub(super) struct Kernel {
    pub learned: Learned,
    /// Unique in the process.
    pub epoch: u64,
    /// The number of the execution in its model, counted from 1.
    pub execution: u64,
    pub recording: bool,
    pub phase: Phase,
    pub tasks: Vec<Task>,
    pub current: Thread,
    pub control: Control,
    /// Whether loom has been told not to permute what comes now.
    hushed: bool,
    pub now: u64,
    /// Counts everything that others can see change.
    pub changes: u64,
    pub tickets: u64,
    pub preempted: u32,
    pub stale_loads: u32,
    /// Calls into loom.
    steps: usize,
    objects: Object,
    /// Each object's own, by the object's number.
    pub locks: Vec<Lock>,
    pub pools: Pools,
    /// Stacks of threads that have ended, for the next.
    pub stacks: Vec<DefaultStack>,
    pub stdout: Object,
    pub stdout_held: Option<(Thread, u32)>,
    pub events: Vec<Event>,
    pub orderings: Vec<OrderingUsed>,
    printed: Vec<Printed>,
    printed_bytes: usize,
    marks: Vec<Mark>,
    order: u64,
    returned: Option<(u64, u64)>,
    events_at_return: usize,
    leftovers: Vec<Leftover>,
    /// What the model is about.
    pub job: model::Job,
}

/// Bytes of output that an execution may print.
const MOST_OUTPUT: usize = 1 << 20;

static EPOCHS: AtomicU64 = AtomicU64::new(1);

impl Kernel {
    pub fn new(job: model::Job, learned: Learned) -> Kernel {
        Kernel {
            learned,
            epoch: 0,
            execution: 0,
            recording: false,
            phase: Phase::Over,
            tasks: Vec::new(),
            current: 0,
            control: Control::BelowProgram,
            hushed: false,
            now: 0,
            changes: 0,
            tickets: 0,
            preempted: 0,
            stale_loads: 0,
            steps: 0,
            objects: 0,
            locks: Vec::new(),
            pools: Pools::default(),
            stacks: Vec::new(),
            stdout: 0,
            stdout_held: None,
            events: Vec::new(),
            orderings: Vec::new(),
            printed: Vec::new(),
            printed_bytes: 0,
            marks: Vec::new(),
            order: 0,
            returned: None,
            events_at_return: 0,
            leftovers: Vec::new(),
            job,
        }
    }

    /// Makes everything ready for the next execution, on its main thread.
    pub fn begin(&mut self) {
        self.execution += 1;
        // The statics' wrappers compare epochs from several models, one after the other.
        self.epoch = EPOCHS.fetch_add(1, Ordering::Relaxed);
        self.recording = self.job.settings.recording.covers(self.execution);
        self.phase = Phase::Running;
        for task in &mut self.tasks {
            // They belong to a program that is over; nothing of it is dropped, as at the end of a process.
            std::mem::forget(std::mem::take(&mut task.locals));
        }
        self.tasks.clear();
        self.current = 0;
        self.now = 0;
        self.changes = 0;
        self.tickets = 0;
        self.preempted = 0;
        self.stale_loads = 0;
        self.steps = 0;
        self.objects = 0;
        let mut main = Task::new(Some("main".to_string()), Location::caller());
        main.end = self.new_object();
        main.parking = self.new_object();
        self.tasks.push(main);
        self.locks.clear();
        self.stdout = 0;
        self.stdout_held = None;
        self.events.clear();
        self.orderings.clear();
        self.printed.clear();
        self.printed_bytes = 0;
        self.marks.clear();
        self.order = 0;
        self.returned = None;
        self.events_at_return = 0;
        self.leftovers.clear();
        self.pools.teach(&mut self.learned);
        self.pools = Pools::new(self.learned.atomics);
        self.tasks[0].loom = Some(loom::thread::current());
        self.control = Control::InProgram;
    }

    pub fn new_object(&mut self) -> Object {
        self.objects += 1;
        self.objects
    }

    /// A thread comes back from loom. If another one was running and could have gone on, that was a preemption.
    pub fn resumed(&mut self, thread: Thread) {
        self.control = Control::InProgram;
        if std::mem::take(&mut self.hushed) {
            loom::explore();
        }
        let before = std::mem::replace(&mut self.current, thread);
        if before == thread || self.phase != Phase::Running {
            return;
        }
        let task = &self.tasks[before];
        if !task.finished && task.stance == Stance::Ready && !self.blocked(before) {
            self.preempted += 1;
        }
    }

    /// Whether the program has come to its end, and other threads go on only to show loom what they had still to do.
    pub fn is_over(&self) -> bool {
        self.phase == Phase::Draining && !self.job.settings.drain
    }

    pub fn is_out_of_steps(&self) -> bool {
        self.steps >= self.job.settings.steps
    }

    /// Whether a thread waits for something that only another can bring about.
    pub fn blocked(&self, thread: Thread) -> bool {
        let task = &self.tasks[thread];
        let waits = task
            .registered
            .is_some_and(|registered| registered.asleep && !registered.woken && registered.deadline.is_none());
        waits || (task.pending != 0 && self.locks.get(task.pending as usize).is_some_and(Lock::is_taken))
    }

    /// Whether nobody can go on any more. loom would say so too, by a panic.
    pub fn deadlocked(&self) -> bool {
        let threads = 0..self.tasks.len();
        self.phase == Phase::Running
            && threads
                .into_iter()
                .all(|thread| self.tasks[thread].finished || self.blocked(thread))
    }

    pub fn print(&mut self, text: String, place: Place) {
        self.printed_bytes += text.len() + 16;
        if self.printed_bytes > MOST_OUTPUT {
            super::end(Ending::Flood);
        }
        self.order += 1;
        self.printed.push(Printed {
            thread: self.current,
            at_ns: self.now,
            text,
            place,
            order: self.order,
        });
        super::changed();
    }

    pub fn mark(&mut self, label: &'static str, value: u64) {
        self.order += 1;
        self.marks.push(Mark {
            thread: self.current,
            at_ns: self.now,
            label,
            value,
            order: self.order,
        });
        super::record(0, self.tasks[self.current].place, || Op::Mark(label, value));
    }

    /// The scenario has returned, or a panic has ended it.
    pub fn scenario_ended(&mut self, ending: &Ending) {
        let main = &self.tasks[0];
        let message = main.panic.as_ref().filter(|_| *ending == Ending::Panicked);
        let op = message.map_or(Op::Return, |(message, _)| Op::Panic(message.clone()));
        super::record(0, main.place, || op);
        self.order += 1;
        self.returned = Some((self.now, self.order));
        self.events_at_return = self.events.len();
        self.leftovers = (1..self.tasks.len())
            .filter(|&thread| !self.tasks[thread].finished)
            .map(|thread| Leftover {
                thread,
                waiting: self.tasks[thread].waiting,
            })
            .collect();
    }

    pub fn report(&mut self, ending: Ending) -> Report {
        let tasks = self.tasks.iter().map(|task| TaskReport {
            name: task.name.clone(),
            place: task.place,
            finished: task.finished,
            panic: if task.ended_by_panic { task.panic.clone() } else { None },
            waiting: task.waiting,
            held: task.held.clone(),
            ended_at: task.ended_at,
        });
        Report {
            ending,
            execution: self.execution,
            tasks: tasks.collect(),
            panic: self.tasks.first().and_then(|main| main.panic.clone()),
            preemptions: self.preempted,
            printed: std::mem::take(&mut self.printed),
            marks: std::mem::take(&mut self.marks),
            events: std::mem::take(&mut self.events),
            orderings: std::mem::take(&mut self.orderings),
            returned: self.returned,
            ended_at: self.now,
            leftovers: std::mem::take(&mut self.leftovers),
            events_at_return: self.events_at_return,
            stale_loads: self.stale_loads,
        }
    }
}

/// Calls loom, where other threads may go on meanwhile.
pub(super) fn in_loom<R>(stance: Stance, call: impl FnOnce() -> R) -> R {
    let kernel = super::kernel();
    kernel.steps += 1;
    if kernel.steps > kernel.job.settings.steps && kernel.phase < Phase::Dying {
        // Before loom does, who might panic where nobody can catch it.
        super::end(Ending::TooManySteps);
    }
    let me = kernel.current;
    kernel.tasks[me].stance = stance;
    kernel.control = Control::InLoom;
    // What loom panics with must not unwind what the program has on its stack, whose destructors would call loom again.
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(result) => {
            super::kernel().resumed(me);
            result
        }
        Err(payload) => super::panics::loom_panicked(&super::message(&*payload)),
    }
}

/// Lets other threads go first: loom runs a thread that yields only when no other can go on.
///
/// It also does so when it permutes the threads, and then one that waits just yields again, again and again. So only the first
/// yield of a wait is a choice; at later ones loom goes on with the thread that has yielded least.
pub(super) fn yield_in_loom(again: bool) {
    let kernel = super::kernel();
    if again && kernel.phase == Phase::Running {
        loom::stop_exploring();
        kernel.hushed = true;
    }
    in_loom(Stance::Away, loom::thread::yield_now);
}

/// Ends the running thread if the program it belongs to is over.
#[inline]
pub(super) fn die_if_dying() {
    let kernel = super::kernel();
    if kernel.phase >= Phase::Dying && kernel.current != 0 {
        super::threads::die();
    }
}
