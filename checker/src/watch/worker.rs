//! The thread that checks. In: tasks, of which only the newest counts. Out: how each goes on, by its number.

use crate::commands::Session;
use crate::error::Error;
use crate::follow::{Cancel, Follower, News};
use crate::pipeline::Pipeline;
use crate::watch::machine::Progress;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Scope, ScopedJoinHandle};

pub enum Task {
    /// This exercise; with `true`, whatever is remembered.
    One(usize, bool),
    All,
}

struct Order {
    run: u64,
    task: Task,
    cancel: Cancel,
}

/// Dropping it calls off what runs, and the thread ends.
pub struct Worker<'scope> {
    orders: Option<Sender<Order>>,
    current: Cancel,
    thread: Option<ScopedJoinHandle<'scope, ()>>,
}

impl<'scope> Worker<'scope> {
    /// Begins to wait for tasks. `tell` hears the number of a run and how far it has come.
    pub fn begin<'env>(
        scope: &'scope Scope<'scope, 'env>,
        session: &'env Session,
        pipeline: &'env Pipeline<'env>,
        tell: impl Fn(u64, Progress) + Send + Sync + 'scope,
    ) -> Worker<'scope> {
        let (orders, come) = channel();
        let thread = scope.spawn(move || work(session, pipeline, &come, &tell));
        Worker {
            orders: Some(orders),
            current: Cancel::default(),
            thread: Some(thread),
        }
    }

    /// Calls off what runs and begins this instead.
    pub fn start(&mut self, run: u64, task: Task) {
        self.cancel();
        self.current = Cancel::default();
        let cancel = self.current.clone();
        if let Some(orders) = &self.orders {
            // The thread is there unless it has panicked, and then that is found out below.
            let _ = orders.send(Order { run, task, cancel });
        }
    }

    pub fn cancel(&self) {
        self.current.call_off();
    }

    /// Whether the thread has panicked. Its message is out already.
    pub fn is_lost(&self) -> bool {
        self.thread.as_ref().is_none_or(ScopedJoinHandle::is_finished)
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        self.cancel();
        self.orders = None;
        // The scope waits for the thread, and passes its panic on.
        self.thread = None;
    }
}

fn work(session: &Session, pipeline: &Pipeline, come: &Receiver<Order>, tell: &(impl Fn(u64, Progress) + Sync)) {
    while let Ok(Order { run, task, cancel }) = come.recv() {
        // There may be a newer one already.
        if cancel.is_called_off() {
            continue;
        }
        let tell = |progress| tell(run, progress);
        let result = match task {
            Task::One(at, fresh) => one(session, pipeline, at, fresh, cancel, &tell),
            Task::All => all(session, pipeline, cancel, &tell),
        };
        if let Err(error) = result {
            tell(Progress::Failed(error));
        }
    }
}

fn one(
    session: &Session,
    pipeline: &Pipeline,
    at: usize,
    fresh: bool,
    cancel: Cancel,
    tell: &(dyn Fn(Progress) + Sync),
) -> Result<(), Error> {
    let exercise = &session.exercises[at];
    tell(Progress::Began(exercise.lesson(), session.suite(exercise)?.checks));
    let news = |news: News| tell(Progress::News(news));
    let follower = Follower { cancel, tell: &news };
    if let Some((source, verdict)) = session.follow(pipeline, exercise, fresh, &follower)? {
        tell(Progress::Ended(Box::new((source, exercise.lesson(), verdict))));
    }
    Ok(())
}

fn all(session: &Session, pipeline: &Pipeline, cancel: Cancel, tell: &(dyn Fn(Progress) + Sync)) -> Result<(), Error> {
    let follower = Follower { cancel, tell: &|_| {} };
    let mut trouble = None;
    for (at, exercise) in session.exercises.iter().enumerate() {
        tell(Progress::Next(at));
        match session.follow(pipeline, exercise, false, &follower) {
            Ok(Some((_, verdict))) => tell(Progress::Status(at, verdict.status)),
            Ok(None) => return Ok(()),
            // One that cannot be read must not keep the others from being checked.
            Err(error) => trouble = trouble.or(Some(error)),
        }
    }
    if let Some(error) = trouble {
        return Err(error);
    }
    tell(Progress::AllEnded);
    Ok(())
}
