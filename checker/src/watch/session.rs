//! Carries out what the [`Machine`] wants: draws, starts and calls off checks, opens editors. The only part of `watch` that waits.

use crate::commands::{Session, hint, list, reset};
use crate::error::Error;
use crate::interactive::chooser::Chooser;
use crate::interactive::keys::{Input, Keys};
use crate::interactive::line::Line;
use crate::interactive::stepper::Stepper;
use crate::interactive::terminal::{Taken, Told};
use crate::interactive::{Next, Screen};
use crate::overview::Overview;
use crate::process;
use crate::render::human;
use crate::watch::editor::Editor;
use crate::watch::files::FileWatch;
use crate::watch::machine::{Files, Shown};
use crate::watch::view;
use crate::watch::worker::{Task, Worker};
use crate::watch::{Effect, Event, Machine, Place};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How often the clock is looked at while something is under way.
const TICK: Duration = Duration::from_millis(100);

/// What comes from the threads around it.
enum Message {
    Event(Event),
    /// No key can be read any more.
    Lost(std::io::Error),
}

/// Watches until it is left. Out: how far the learner has come, in a sentence.
pub fn run(session: &Session, overview: &Overview, at: usize, only_look: bool) -> Result<String, Error> {
    let pipeline = session.pipeline(true)?;
    let places = session.exercises.iter().zip(&overview.entries);
    let places = places.map(|(exercise, entry)| Place {
        folder: exercise.folder.clone(),
        name: exercise.name.clone(),
        label: exercise.answer_label(),
        title: entry.title.clone(),
        passed: entry.is_done(),
    });
    let (messages, come) = channel();
    std::thread::scope(|scope| {
        let tell = messages.clone();
        let worker = Worker::begin(scope, session, &pipeline, move |run, progress| {
            // Nobody listens any more when watch is being left.
            let _ = tell.send(Message::Event(Event::Run(run, progress)));
        });
        let tell = messages.clone();
        let root = session.workspace.root.clone();
        let files = FileWatch::begin(&root.join("exercises"), only_look, move |files| {
            let files = match files {
                // As the learner knows it.
                Files::Gone(path) => Files::Gone(path.strip_prefix(&root).unwrap_or(&path).to_path_buf()),
                files => files,
            };
            let _ = tell.send(Message::Event(Event::Files(files)));
        });
        let taken = Taken::take().map_err(no_terminal)?;
        let tell = messages.clone();
        let keys = Keys::read(move |input| tell.send(message(input)).is_ok());
        let size = crossterm::terminal::size().map_err(no_terminal)?;
        let (machine, effects) = Machine::begin(places.collect(), at, session.look, wide(size));
        let mut watching = Watching {
            session,
            machine,
            worker,
            files,
            keys,
            messages,
            come,
            start: Instant::now(),
            taken,
            drawn: Vec::new(),
        };
        watching.carry_out(effects)?;
        watching.attend()?;
        Ok(watching.farewell())
    })
}

fn no_terminal(error: std::io::Error) -> Error {
    Error::new(
        format!("the terminal cannot be used: {error}"),
        format!("Use `{} check NAME` instead.", human::CHECKER),
    )
}

fn wide((columns, rows): (u16, u16)) -> (usize, usize) {
    (usize::from(columns), usize::from(rows))
}

fn message(input: Input) -> Message {
    Message::Event(match input {
        Input::Told(Told::Key(key)) => Event::Key(key),
        Input::Told(Told::Interrupt) => Event::Interrupt,
        Input::Told(Told::Suspend) => Event::Suspend,
        Input::Resized(columns, rows) => Event::Size(usize::from(columns), usize::from(rows)),
        Input::Gone(error) => return Message::Lost(error),
    })
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    Quit,
}

struct Watching<'scope> {
    session: &'scope Session,
    machine: Machine,
    worker: Worker<'scope>,
    files: FileWatch,
    keys: Keys,
    messages: Sender<Message>,
    come: Receiver<Message>,
    start: Instant,
    taken: Taken,
    /// What is on the screen. Empty: nobody knows.
    drawn: Vec<Line>,
}

impl Watching<'_> {
    fn attend(&mut self) -> Result<(), Error> {
        loop {
            let lines = view::draw(&self.machine);
            self.show(lines)?;
            let patience = self.machine.is_busy().then_some(TICK);
            let flow = match self.next(patience)? {
                Some(event) => self.happen(event)?,
                None => Flow::On,
            };
            if flow == Flow::Quit || self.worker.is_lost() {
                return Ok(());
            }
        }
    }

    /// The next event, if there is one in time.
    fn next(&mut self, patience: Option<Duration>) -> Result<Option<Event>, Error> {
        let message = match patience {
            Some(patience) => self.come.recv_timeout(patience),
            None => self.come.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        self.machine.on(Event::Time(self.start.elapsed()));
        match message {
            Ok(Message::Event(event)) => {
                if matches!(event, Event::Size(..)) {
                    self.drawn.clear();
                }
                Ok(Some(event))
            }
            Ok(Message::Lost(error)) => Err(no_terminal(error)),
            // This value holds a sender itself.
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Ok(None),
        }
    }

    fn happen(&mut self, event: Event) -> Result<Flow, Error> {
        let effects = self.machine.on(event);
        self.carry_out(effects)
    }

    fn show(&mut self, lines: Vec<Line>) -> Result<(), Error> {
        if lines != self.drawn {
            self.taken
                .draw(|_, _| lines.clone(), self.machine.look)
                .map_err(no_terminal)?;
            self.drawn = lines;
        }
        Ok(())
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<Flow, Error> {
        for effect in effects {
            if self.one(effect)? == Flow::Quit {
                return Ok(Flow::Quit);
            }
        }
        Ok(Flow::On)
    }

    fn one(&mut self, effect: Effect) -> Result<Flow, Error> {
        let exercises = &self.session.exercises;
        match effect {
            Effect::Check { run, at, fresh } => self.worker.start(run, Task::One(at, fresh)),
            Effect::CheckAll { run } => self.worker.start(run, Task::All),
            Effect::Cancel => self.worker.cancel(),
            Effect::Attend(at) => self.files.attend(&exercises[at].directory),
            Effect::Hint(at) => {
                let event = match hint::next(self.session, &exercises[at]) {
                    Ok((hints, more)) => Event::Hints(hints, more),
                    Err(error) => Event::Trouble(error),
                };
                return self.happen(event);
            }
            Effect::Reset(at) => {
                let event = match reset::put_back(self.session, &exercises[at]) {
                    Ok(said) => Event::Done(said.split_whitespace().collect::<Vec<_>>().join(" ")),
                    Err(error) => Event::Trouble(error),
                };
                return self.happen(event);
            }
            Effect::List => return self.list(),
            Effect::Explain => return self.explain(),
            Effect::Edit(at, line) => return self.edit(at, line),
            Effect::Suspend => {
                // Whoever ends the processes would be suspended as well.
                process::wait_for_all(Duration::from_secs(2));
                // What is typed from here on is the shell's.
                let _paused = self.keys.pause();
                self.taken.suspend().map_err(no_terminal)?;
                self.drawn.clear();
            }
            Effect::Quit => return Ok(Flow::Quit),
        }
        Ok(Flow::On)
    }

    /// The list of all exercises, in which one can be chosen to go on with.
    fn list(&mut self) -> Result<Flow, Error> {
        let mut overview = match list::overview(self.session) {
            Ok(overview) => overview,
            Err(error) => return self.happen(Event::Trouble(error)),
        };
        // Here the learner is at what is watched.
        overview.at = Some(self.machine.at);
        let mut chooser = Chooser::new(overview);
        if self.cover(&mut chooser)? == Flow::Quit {
            return Ok(Flow::Quit);
        }
        let Some(at) = chooser.chosen() else {
            return Ok(Flow::On);
        };
        let kept = list::go_on_with(self.session, &self.session.exercises[at]);
        if self.happen(Event::Chosen(at))? == Flow::Quit {
            return Ok(Flow::Quit);
        }
        match kept {
            Ok(()) => Ok(Flow::On),
            Err(error) => self.happen(Event::Trouble(error)),
        }
    }

    fn explain(&mut self) -> Result<Flow, Error> {
        let Shown::Result(result) = &self.machine.shown else {
            return Ok(Flow::On);
        };
        let (source, _, verdict) = &**result;
        let Some((_, why)) = verdict.first_failure() else {
            return Ok(Flow::On);
        };
        let Some(story) = &why.story else {
            return Ok(Flow::On);
        };
        let (source, fact, story) = (source.clone(), why.message.clone(), story.clone());
        let place = self.machine.place();
        let title = format!("{} {} {}", place.folder, self.machine.look.dot(), place.label);
        self.cover(&mut Stepper::new(title, fact, &story, &source))
    }

    /// Shows another screen until it is left, or until a save: what that leads to is always shown.
    fn cover(&mut self, screen: &mut dyn Screen) -> Result<Flow, Error> {
        let mut since = Instant::now();
        loop {
            let (columns, rows) = self.machine.size;
            let lines = screen.draw(columns, rows, self.machine.look);
            self.show(lines)?;
            let patience = screen.patience();
            let left = patience.map(|patience| patience.saturating_sub(since.elapsed()));
            let event = self.next(left)?;
            if self.worker.is_lost() {
                return Ok(Flow::Quit);
            }
            match event {
                Some(Event::Key(key)) => {
                    since = Instant::now();
                    if screen.key(key) == Next::Leave {
                        return Ok(Flow::On);
                    }
                }
                Some(event) => {
                    let saved = matches!(event, Event::Files(Files::Saved { .. } | Files::Gone(_)));
                    if self.happen(event)? == Flow::Quit {
                        return Ok(Flow::Quit);
                    }
                    if saved {
                        return Ok(Flow::On);
                    }
                }
                None => {
                    if patience.is_some_and(|patience| since.elapsed() >= patience) {
                        screen.tick();
                        since = Instant::now();
                    }
                }
            }
        }
    }

    fn edit(&mut self, at: usize, line: Option<u32>) -> Result<Flow, Error> {
        let file = self.session.exercises[at].answer();
        let editor = match Editor::chosen(|name| std::env::var_os(name)) {
            Ok(editor) => editor,
            Err(error) => return self.happen(Event::Trouble(error)),
        };
        if editor.is_windowed() {
            let tell = self.messages.clone();
            editor.open_elsewhere(&file, line, move |error| {
                let _ = tell.send(Message::Event(Event::Trouble(error)));
            });
            return Ok(Flow::On);
        }
        let opened = {
            let _paused = self.keys.pause();
            self.taken.lend(|| editor.open_here(&file, line)).map_err(no_terminal)?
        };
        self.drawn.clear();
        // The window may have another size now.
        let size = wide(crossterm::terminal::size().map_err(no_terminal)?);
        self.happen(Event::Size(size.0, size.1))?;
        match opened {
            Ok(()) => Ok(Flow::On),
            Err(error) => self.happen(Event::Trouble(error)),
        }
    }

    fn farewell(&self) -> String {
        let places = &self.machine.places;
        let done = places.iter().filter(|place| place.passed).count();
        format!("{done} of {} exercises are done.", places.len())
    }
}
