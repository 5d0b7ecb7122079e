//! Over-engineered, and right: a desk, a thread of its own, knows everything. The work's thread sends it a message at the end,
//! and whoever wants to know sends it a question with the line to answer on.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

enum Message<T> {
    Ended(Result<T, String>),
    HowIsIt(Sender<Option<Result<T, String>>>),
    TellMeAtTheEnd(Sender<Result<T, String>>),
}

struct Desk<T> {
    inbox: Receiver<Message<T>>,
    end: Option<Result<T, String>>,
    waiting: Vec<Sender<Result<T, String>>>,
}

impl<T: Clone> Desk<T> {
    fn open(mut self) {
        while let Ok(message) = self.inbox.recv() {
            match message {
                Message::Ended(end) => self.end = Some(end),
                Message::HowIsIt(answer) => answer.send(self.end.clone()).unwrap_or(()),
                Message::TellMeAtTheEnd(line) => self.waiting.push(line),
            }
            if let Some(end) = &self.end {
                for line in self.waiting.drain(..) {
                    line.send(end.clone()).unwrap_or(());
                }
            }
        }
    }
}

pub struct Supervisor<T: Clone + Send + 'static> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    desk: Option<Sender<Message<T>>>,
}

fn text(panic: Box<dyn Any + Send>) -> String {
    panic.downcast::<String>().map(|text| *text).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&'static str>();
        text.copied().unwrap_or("a panic of another kind").to_string()
    })
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            desk: None,
        }
    }

    pub fn start(&mut self) {
        let Some(work) = self.work.take() else { return };
        let (to_desk, inbox) = mpsc::channel();
        let report = to_desk.clone();
        self.desk = Some(to_desk);
        let desk = Desk {
            inbox,
            end: None,
            waiting: Vec::new(),
        };
        thread::spawn(move || desk.open());
        thread::spawn(move || {
            let end = catch_unwind(AssertUnwindSafe(work)).map_err(text);
            let _ = report.send(Message::Ended(end));
        });
    }

    pub fn state(&mut self) -> State {
        let Some(desk) = &self.desk else {
            return State::NotStarted;
        };
        let (line, answer) = mpsc::channel();
        desk.send(Message::HowIsIt(line)).ok();
        match answer.recv().expect("the desk is open as long as somebody can ask") {
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        let (line, answer) = mpsc::channel();
        let desk = self.desk.as_ref().expect("started");
        desk.send(Message::TellMeAtTheEnd(line)).ok();
        answer.recv().expect("the desk tells it to everybody who waits")
    }
}

impl<T: Clone + Send + 'static> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if self.desk.is_some() {
            let _ = self.wait();
        }
    }
}
