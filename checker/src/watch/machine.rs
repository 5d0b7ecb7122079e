//! The behaviour of `watch`. In: an [`Event`]. Out: [`Effect`]s, and a state to be drawn. Pure: no clock, no files, no terminal.

use crate::error::Error;
use crate::exercise::Lesson;
use crate::follow::News;
use crate::interactive::Key;
use crate::render::Look;
use crate::render::human::Subject;
use crate::suite::Check;
use crate::verdict::{Judged, Status, Verdict};
use crate::watch::view;
use std::path::PathBuf;
use std::time::Duration;

/// What can happen.
pub enum Event {
    Key(Key),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-Z.
    Suspend,
    /// Columns and rows.
    Size(usize, usize),
    /// Since the start of watch.
    Time(Duration),
    Files(Files),
    /// Of the run with this number. What an older run still says is not heard.
    Run(u64, Progress),
    /// The hints given so far, and how many more there are.
    Hints(Vec<(String, String)>, usize),
    /// What there is to say about something that was done.
    Done(String),
    Trouble(Error),
    /// An exercise was chosen from the list.
    Chosen(usize),
}

/// What became of the files of the exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Files {
    /// Somebody has saved something. Whether it differs from what was there.
    Saved { differs: bool },
    /// This path is not there any more.
    Gone(PathBuf),
    /// Saves are looked for, instead of being told by the system, for this reason.
    Polled(&'static str),
}

/// How far a run has come.
pub enum Progress {
    /// With what the lesson says and the checks that are to come.
    Began(Lesson, Vec<Check>),
    News(News),
    /// The text that was checked, what the lesson says, and what came of it.
    Ended(Box<(String, Lesson, Verdict)>),
    Failed(Error),
    /// Of a run over all exercises: this one is next, and so many are done.
    Next(usize),
    /// Of a run over all exercises: the status of one.
    Status(usize, Status),
    AllEnded,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Check an exercise, instead of what is being checked. With `fresh`, whatever is remembered.
    Check {
        run: u64,
        at: usize,
        fresh: bool,
    },
    CheckAll {
        run: u64,
    },
    Cancel,
    /// Attend to the files of this exercise.
    Attend(usize),
    Hint(usize),
    List,
    Explain,
    /// Open the answer, at this line.
    Edit(usize, Option<u32>),
    Reset(usize),
    Suspend,
    Quit,
}

/// An exercise, as far as it is shown.
#[derive(Debug, Clone)]
pub struct Place {
    pub folder: String,
    pub name: String,
    pub label: String,
    pub title: String,
    /// As far as it is known.
    pub passed: bool,
}

/// What is known about the current exercise.
pub enum Shown {
    Nothing,
    Result(Box<(String, Lesson, Verdict)>),
    Trouble(Error),
}

/// What is being checked.
pub struct Run {
    pub number: u64,
    pub since: Duration,
    pub what: What,
}

pub enum What {
    One {
        lesson: Lesson,
        checks: Vec<Check>,
        compiles: bool,
        done: Vec<Judged>,
    },
    /// The exercise that is checked now.
    All(usize),
}

/// What is shown instead of the result.
pub enum Pane {
    Help,
    /// The hints given so far, and how many more there are.
    Hints(Vec<(String, String)>, usize),
}

/// What is said in the line at the bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    Said(String),
    /// Like `Said`, but no save takes it away.
    Kept(String),
    Trouble(String),
}

pub struct Machine {
    pub places: Vec<Place>,
    pub at: usize,
    pub look: Look,
    /// Columns and rows.
    pub size: (usize, usize),
    pub now: Duration,
    pub shown: Shown,
    pub run: Option<Run>,
    runs: u64,
    pub gone: Option<PathBuf>,
    pub polled: Option<&'static str>,
    pub pane: Option<Pane>,
    pub notice: Option<Notice>,
    /// Whether the stub is to be put back is being asked.
    pub asks: bool,
    /// Lines that have been scrolled away.
    pub scrolled: usize,
}

impl Machine {
    /// Begins with an exercise.
    pub fn begin(places: Vec<Place>, at: usize, look: Look, size: (usize, usize)) -> (Machine, Vec<Effect>) {
        let mut machine = Machine {
            places,
            at,
            look,
            size,
            now: Duration::ZERO,
            shown: Shown::Nothing,
            run: None,
            runs: 0,
            gone: None,
            polled: None,
            pane: None,
            notice: None,
            asks: false,
            scrolled: 0,
        };
        let effects = machine.go(at);
        (machine, effects)
    }

    pub fn place(&self) -> &Place {
        &self.places[self.at]
    }

    pub fn subject<'a>(&'a self, source: &'a str) -> Subject<'a> {
        let place = self.place();
        Subject {
            folder: &place.folder,
            name: &place.name,
            source,
            label: &place.label,
        }
    }

    /// The result that is shown, if it is one that is good.
    pub fn verdict(&self) -> Option<&Verdict> {
        match &self.shown {
            Shown::Result(result) => Some(&result.2),
            Shown::Nothing | Shown::Trouble(_) => None,
        }
    }

    /// Whether something is under way that takes time, so that the clock is of interest.
    pub fn is_busy(&self) -> bool {
        self.run.is_some()
    }

    pub fn on(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => return self.key(key),
            Event::Interrupt => return vec![Effect::Quit],
            Event::Suspend => {
                // What runs would go on running, and against the clock.
                let again = self.again();
                return [vec![Effect::Cancel, Effect::Suspend], again].concat();
            }
            Event::Size(columns, rows) => self.size = (columns, rows),
            Event::Time(now) => self.now = now,
            Event::Files(files) => return self.files(files),
            Event::Run(number, progress) => {
                if self.run.as_ref().is_some_and(|run| run.number == number) {
                    return self.progress(progress);
                }
            }
            Event::Hints(hints, more) => {
                self.scrolled = 0;
                if hints.is_empty() {
                    self.say("There are no hints for this exercise.");
                } else {
                    self.pane = Some(Pane::Hints(hints, more));
                    // The newest is the last.
                    self.scrolled = view::last_hint(self);
                }
            }
            Event::Done(what) => self.notice = Some(Notice::Kept(what)),
            Event::Chosen(at) => return self.go(at),
            Event::Trouble(error) => self.notice = Some(Notice::Trouble(format!("{} {}", error.what, error.next))),
        }
        Vec::new()
    }

    fn say(&mut self, what: &str) {
        self.notice = Some(Notice::Said(what.to_owned()));
    }

    fn files(&mut self, files: Files) -> Vec<Effect> {
        match files {
            Files::Saved { differs } => {
                let was_gone = self.gone.take().is_some();
                // A run that looks at the very same text need not begin again.
                if !differs && !was_gone && self.run.is_some() {
                    return Vec::new();
                }
                self.pane = None;
                self.asks = false;
                if !matches!(self.notice, Some(Notice::Kept(_))) {
                    self.notice = None;
                }
                if !differs && !was_gone {
                    self.say("Saved. Nothing in it has changed.");
                }
                vec![self.check(false)]
            }
            Files::Gone(path) => {
                self.gone = Some(path);
                self.pane = None;
                self.scrolled = 0;
                self.run = None;
                vec![Effect::Cancel]
            }
            Files::Polled(why) => {
                self.polled = Some(why);
                Vec::new()
            }
        }
    }

    fn check(&mut self, fresh: bool) -> Effect {
        let number = self.begin_run(What::One {
            lesson: Lesson::default(),
            checks: Vec::new(),
            compiles: false,
            done: Vec::new(),
        });
        Effect::Check {
            run: number,
            at: self.at,
            fresh,
        }
    }

    fn begin_run(&mut self, what: What) -> u64 {
        self.runs += 1;
        self.run = Some(Run {
            number: self.runs,
            since: self.now,
            what,
        });
        self.runs
    }

    /// Begins what runs once more.
    fn again(&mut self) -> Vec<Effect> {
        match self.run.as_ref().map(|run| &run.what) {
            None => Vec::new(),
            Some(What::One { .. }) => vec![self.check(false)],
            Some(What::All(_)) => vec![self.check_all()],
        }
    }

    fn check_all(&mut self) -> Effect {
        let run = self.begin_run(What::All(0));
        Effect::CheckAll { run }
    }

    fn go(&mut self, at: usize) -> Vec<Effect> {
        self.at = at;
        self.shown = Shown::Nothing;
        self.gone = None;
        self.pane = None;
        self.notice = None;
        self.scrolled = 0;
        vec![Effect::Attend(at), self.check(false)]
    }

    fn progress(&mut self, progress: Progress) -> Vec<Effect> {
        let what = self.run.as_mut().map(|run| &mut run.what);
        match (progress, what) {
            (Progress::Began(text, all), Some(What::One { lesson, checks, .. })) => {
                (*lesson, *checks) = (text, all);
            }
            (Progress::News(News::Compiles), Some(What::One { compiles, .. })) => {
                *compiles = true;
                self.scrolled = 0;
            }
            (Progress::News(News::Ended(judged)), Some(What::One { done, .. })) => done.push(*judged),
            (Progress::Next(at), Some(What::All(now))) => *now = at,
            (Progress::Status(at, status), _) => self.places[at].passed = status == Status::Passed,
            (Progress::Ended(result), _) => {
                self.run = None;
                self.places[self.at].passed = result.2.status == Status::Passed;
                self.shown = Shown::Result(result);
                self.scrolled = 0;
            }
            (Progress::Failed(error), _) => {
                self.run = None;
                self.shown = Shown::Trouble(error);
                self.scrolled = 0;
            }
            (Progress::AllEnded, _) => {
                self.run = None;
                // It is remembered now, and so it is here at once.
                return vec![self.check(false), Effect::List];
            }
            (Progress::Began(..) | Progress::News(_) | Progress::Next(_), _) => {}
        }
        Vec::new()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        if std::mem::take(&mut self.asks) {
            if key == Key::Char('y') {
                return vec![Effect::Reset(self.at)];
            }
            self.say("Nothing was changed.");
            return Vec::new();
        }
        self.notice = None;
        if let Key::Char('e' | 'l' | 'r' | 's') = key {
            self.pane = None;
        }
        match key {
            Key::Char('q') => return vec![Effect::Quit],
            Key::Char('n') => return self.step(1),
            Key::Char('p') => return self.step(-1),
            Key::Char('h') => return vec![Effect::Hint(self.at)],
            Key::Char('e') => return self.explain(),
            Key::Char('l') => return vec![Effect::List],
            Key::Char('a') => {
                self.pane = None;
                return vec![self.check_all()];
            }
            Key::Char('r') => self.asks = true,
            Key::Char('s') => self.solution(),
            Key::Char('o') => return vec![Effect::Edit(self.at, self.line())],
            Key::Char('?') => {
                let was_open = matches!(self.pane, Some(Pane::Help));
                self.pane = (!was_open).then_some(Pane::Help);
                self.scrolled = 0;
            }
            Key::Enter => {
                self.pane = None;
                return vec![self.check(true)];
            }
            Key::Esc | Key::Backspace | Key::Left => return self.back(),
            Key::Up | Key::Char('k') => self.scroll(-1),
            Key::Down | Key::Char('j') => self.scroll(1),
            Key::PageUp => self.scroll(-self.page()),
            Key::PageDown | Key::Char(' ') => self.scroll(self.page()),
            Key::Home => self.scrolled = 0,
            Key::End => self.scrolled = view::last_scroll(self),
            Key::Right | Key::Char(_) | Key::Other => {}
        }
        Vec::new()
    }

    /// What covers the result goes; or else a run over all exercises ends.
    fn back(&mut self) -> Vec<Effect> {
        if self.pane.take().is_some() {
            self.scrolled = 0;
            return Vec::new();
        }
        match self.run.as_ref().map(|run| &run.what) {
            Some(What::All(_)) => vec![self.check(false)],
            Some(What::One { .. }) | None => Vec::new(),
        }
    }

    fn step(&mut self, by: isize) -> Vec<Effect> {
        match self.at.checked_add_signed(by) {
            Some(at) if at < self.places.len() => self.go(at),
            Some(_) => {
                let open = self.places.iter().filter(|place| !place.passed).count();
                let rest = match open {
                    0 => "All are done.".to_owned(),
                    1 => "1 is not done yet.".to_owned(),
                    open => format!("{open} are not done yet."),
                };
                self.say(&format!("This is the last exercise. {rest}"));
                Vec::new()
            }
            None => {
                self.say("This is the first exercise.");
                Vec::new()
            }
        }
    }

    fn explain(&mut self) -> Vec<Effect> {
        let story = self
            .verdict()
            .and_then(|verdict| verdict.first_failure()?.1.story.as_ref());
        if story.is_some() {
            return vec![Effect::Explain];
        }
        let why = match self.verdict().map(|verdict| &verdict.status) {
            Some(Status::Passed) => "Every check passes, so there is nothing to explain.",
            Some(Status::Failed) => "There is no interleaving to step through: all that is known stands here.",
            Some(Status::Unfinished) => "There is still something to do in it, so nothing has run yet.",
            Some(Status::Error(_)) | None => "There is no result to explain yet.",
        };
        self.say(why);
        Vec::new()
    }

    fn solution(&mut self) {
        let passed = self.verdict().is_some_and(|verdict| verdict.status == Status::Passed);
        if passed {
            let path = format!("To compare: solutions/{}/src/lib.rs", self.place().folder);
            self.say(&path);
        } else {
            self.say("The solution is named when every check passes. h gives a hint.");
        }
    }

    /// The line that the diagnosis is about.
    fn line(&self) -> Option<u32> {
        self.verdict()?.first_failure()?.1.lines.first().copied()
    }

    fn page(&self) -> isize {
        // Two lines stay, so that nobody loses the place.
        view::room(self).saturating_sub(2).max(1) as isize
    }

    fn scroll(&mut self, by: isize) {
        self.scrolled = self.scrolled.saturating_add_signed(by).min(view::last_scroll(self));
    }
}

#[cfg(test)]
mod tests;
