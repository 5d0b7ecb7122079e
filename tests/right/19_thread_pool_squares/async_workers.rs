//! An async runtime of one's own: each worker blocks on a loop that awaits the next job, and `squares` awaits its
//! replies.
use std::collections::VecDeque;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, JoinHandle, Thread};

type Job = Box<dyn FnOnce() + Send>;

struct Bell {
    sleeper: Thread,
    rung: AtomicBool,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::Release);
        self.sleeper.unpark();
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let bell = Arc::new(Bell { sleeper: thread::current(), rung: AtomicBool::new(false) });
    let waker = Waker::from(Arc::clone(&bell));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        while !bell.rung.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

struct Inner {
    jobs: VecDeque<Job>,
    sleepers: VecDeque<Waker>,
    closed: bool,
}

struct Queue(Mutex<Inner>);

impl Queue {
    fn poll_next(&self, context: &mut Context<'_>) -> Poll<Option<Job>> {
        let mut inner = self.0.lock().unwrap();
        if let Some(job) = inner.jobs.pop_front() {
            return Poll::Ready(Some(job));
        }
        if inner.closed {
            return Poll::Ready(None);
        }
        inner.sleepers.push_back(context.waker().clone());
        Poll::Pending
    }
}

async fn work(queue: Arc<Queue>) {
    while let Some(job) = poll_fn(|context| queue.poll_next(context)).await {
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

pub struct ThreadPool {
    queue: Arc<Queue>,
    threads: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers >= 1, "an executor needs a thread");
        let queue = Arc::new(Queue(Mutex::new(Inner {
            jobs: VecDeque::new(),
            sleepers: VecDeque::new(),
            closed: false,
        })));
        let mut threads = Vec::new();
        for _ in 0..workers {
            let queue = Arc::clone(&queue);
            threads.push(thread::spawn(move || block_on(work(queue))));
        }
        ThreadPool { queue, threads }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let sleeper = {
            let mut inner = self.queue.0.lock().unwrap();
            inner.jobs.push_back(Box::new(job));
            inner.sleepers.pop_front()
        };
        if let Some(sleeper) = sleeper {
            sleeper.wake();
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let sleepers = {
            let mut inner = self.queue.0.lock().unwrap();
            inner.closed = true;
            std::mem::take(&mut inner.sleepers)
        };
        for sleeper in sleepers {
            sleeper.wake();
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

#[derive(Default)]
struct Reply(Mutex<(Option<u64>, Option<Waker>)>);

impl Reply {
    fn fill(&self, value: u64) {
        let waiter = {
            let mut reply = self.0.lock().unwrap();
            reply.0 = Some(value);
            reply.1.take()
        };
        if let Some(waiter) = waiter {
            waiter.wake();
        }
    }

    fn poll(&self, context: &mut Context<'_>) -> Poll<u64> {
        let mut reply = self.0.lock().unwrap();
        if let Some(value) = reply.0 {
            return Poll::Ready(value);
        }
        reply.1 = Some(context.waker().clone());
        Poll::Pending
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let replies: Vec<Arc<Reply>> = numbers
        .iter()
        .map(|&number| {
            let reply = Arc::new(Reply::default());
            let answer = Arc::clone(&reply);
            pool.execute(move || answer.fill(number.wrapping_mul(number)));
            reply
        })
        .collect();
    block_on(async {
        let mut squares = Vec::with_capacity(replies.len());
        for reply in &replies {
            squares.push(poll_fn(|context| reply.poll(context)).await);
        }
        squares
    })
}
