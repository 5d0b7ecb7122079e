//! `new` waits at a `Barrier` until every worker stands ready; whether the pool is open and what is queued live
//! behind separate types, the results in `RwLock`s.

use std::collections::LinkedList;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Barrier, Condvar, Mutex, RwLock};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

enum Door {
    Open,
    Closed,
}

struct Room {
    desk: Mutex<(LinkedList<Job>, Door)>,
    call: Condvar,
    everybody: Barrier,
}

impl Room {
    fn worker(&self) {
        self.everybody.wait();
        let mut desk = self.desk.lock().unwrap();
        loop {
            desk = match (desk.0.pop_front(), &desk.1) {
                (Some(job), _) => {
                    drop(desk);
                    let _ = catch_unwind(AssertUnwindSafe(job));
                    self.desk.lock().unwrap()
                }
                (None, Door::Open) => self.call.wait(desk).unwrap(),
                (None, Door::Closed) => return,
            };
        }
    }
}

pub struct ThreadPool {
    room: Arc<Room>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "nobody would come");
        let room = Arc::new(Room {
            desk: Mutex::new((LinkedList::new(), Door::Open)),
            call: Condvar::new(),
            everybody: Barrier::new(workers + 1),
        });
        let mut handles = vec![];
        handles.resize_with(workers, || {
            let room = room.clone();
            thread::spawn(move || room.worker())
        });
        room.everybody.wait();
        ThreadPool { room, workers: handles }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut desk = self.room.desk.lock().unwrap();
        desk.0.push_back(Box::new(job));
        drop(desk);
        self.room.call.notify_all();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let mut desk = self.room.desk.lock().unwrap();
        desk.1 = Door::Closed;
        self.room.call.notify_all();
        drop(desk);
        while let Some(worker) = self.workers.pop() {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let cells: Vec<_> = numbers.iter().map(|&number| Arc::new(RwLock::new(number))).collect();
    let pool = ThreadPool::new(workers);
    for cell in &cells {
        let cell = cell.clone();
        pool.execute(move || {
            let mut number = cell.write().unwrap();
            *number = number.wrapping_mul(*number);
        });
    }
    drop(pool);
    cells.iter().map(|cell| *cell.read().unwrap()).collect()
}
