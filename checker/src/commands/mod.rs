//! A file a command. In: the arguments. Out: text on standard output, and the exit status. The work is done in the stages.

pub mod bench;
pub mod check;
pub mod completions;
pub mod deliver;
pub mod dev_check;
pub mod dev_new;
pub mod explain;
pub mod grade;
pub mod hint;
pub mod list;
pub mod man;
pub mod merge;
pub mod play;
pub mod reset;
pub mod sandbox;
pub mod skip;
pub mod stress;
pub mod verify;
pub mod watch;

use crate::cli::{Cli, Colour, Command};
use crate::ending;
use crate::engines::Engines;
use crate::error::Error;
use crate::exercise::{self, Exercise};
use crate::follow::{Follower, News};
use crate::overview;
use crate::pipeline::{Answer, Pipeline};
use crate::process::System;
use crate::progress::Spinner;
use crate::render::links::{self, Links};
use crate::render::{Look, human};
use crate::slots::Slots;
use crate::state::verdicts::Verdicts;
use crate::state::{self, State};
use crate::suite::{self, Suite, World};
use crate::verdict::{Status, Verdict};
use crate::workspace::Workspace;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// How a command went when it could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    AllPassed,
    NotPassed,
    /// The report is written, and says where the checker could not do its work.
    Incomplete,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::AllPassed => ExitCode::SUCCESS,
            Exit::NotPassed => ExitCode::from(1),
            Exit::Incomplete => ExitCode::from(2),
        }
    }
}

impl From<bool> for Exit {
    fn from(passed: bool) -> Exit {
        if passed { Exit::AllPassed } else { Exit::NotPassed }
    }
}

/// Does what is asked for.
pub fn run(cli: &Cli) -> Result<Exit, Error> {
    // These work without a workspace.
    match &cli.command {
        Command::Busy => return stress::busy(),
        Command::Sandbox(asked) => return sandbox::run(asked, look(cli)),
        _ => {}
    }
    // Not before: whoever confines a process must be the only thread of its own (unshare refuses others a user namespace).
    ending::listen();
    let session = Session::new(cli)?;
    match &cli.command {
        Command::Verify => verify::run(&session),
        Command::Check { names, format } => check::run(&session, names, *format),
        Command::List { format, plain } => list::run(&session, *format, *plain),
        Command::Hint { name, all } => hint::run(&session, name.as_deref(), *all),
        Command::Explain {
            name,
            replay,
            diagrams,
            plain,
        } => {
            let asked = explain::Asked {
                name: name.as_deref(),
                replay: replay.as_ref(),
                diagrams,
                plain: *plain,
            };
            explain::run(&session, &asked)
        }
        Command::Play(arguments) => play::run(&session, arguments),
        Command::Watch(asked) => watch::run(&session, asked),
        Command::Skip { name, undo } => skip::run(&session, name.as_deref(), *undo),
        Command::Reset { name, yes } => reset::run(&session, name.as_deref(), *yes),
        Command::Grade(arguments) => grade::run(&session, arguments),
        Command::Merge(arguments) => merge::run(&session, arguments),
        Command::DevCheck(asked) => dev_check::run(&session, asked),
        Command::DevNew { name } => dev_new::run(&session, name),
        Command::DevStress(asked) => stress::run(&session, asked),
        Command::DevBench { name, rounds } => bench::run(&session, name, *rounds),
        Command::DevBenchLearner { rounds } => bench::learner::run(&session, *rounds),
        Command::DevBenchEngines { rounds } => bench::engines::run(&session, *rounds),
        Command::DevBenchGrade { submissions } => bench::class::run(&session, *submissions),
        Command::Completions { shell } => completions::run(&session, *shell),
        Command::Man { directory } => man::run(directory.as_deref()),
        Command::Sandbox(asked) => sandbox::run(asked, session.look),
        Command::Busy => stress::busy(),
    }
}

/// What all commands share.
pub struct Session {
    pub workspace: Workspace,
    pub exercises: Vec<Exercise>,
    pub look: Look,
    /// Whether and how files can be clicked in what is printed.
    links: Option<Links>,
    pub jobs: usize,
}

impl Session {
    fn new(cli: &Cli) -> Result<Session, Error> {
        let workspace = Workspace::locate(cli.root.as_deref())?;
        let exercises = exercise::discover(&workspace.root)?;
        let jobs = cli.jobs.map_or_else(
            || std::thread::available_parallelism().map_or(2, usize::from),
            |jobs| jobs as usize,
        );
        let look = look(cli);
        let links = Links::wanted(look.colour, &workspace.root);
        Ok(Session {
            workspace,
            exercises,
            look,
            links,
            jobs,
        })
    }

    pub fn find(&self, name: &str) -> Result<&Exercise, Error> {
        exercise::find(&self.exercises, name)
    }

    /// The exercises with these names, or all.
    pub fn select(&self, names: &[String]) -> Result<Vec<&Exercise>, Error> {
        if names.is_empty() {
            return Ok(self.exercises.iter().collect());
        }
        names.iter().map(|name| self.find(name)).collect()
    }

    pub fn suite(&self, exercise: &Exercise) -> Result<Suite, Error> {
        Suite::read(&self.workspace.root, &exercise.folder, &self.workspace.suites())
    }

    /// The learner's file. In the workspace it must be there.
    pub fn answer(&self, exercise: &Exercise) -> Result<String, Error> {
        let path = exercise.answer();
        std::fs::read(&path)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound => Error::new(
                    format!("{} is missing", path.display()),
                    format!("`cargo run -p checker -- reset {}` puts the stub back.", exercise.name),
                ),
                _ => Error::reading(&path, &error),
            })
    }

    /// The exercise that is meant by a name, or without one the exercise that the learner is at.
    pub fn find_or_current(&self, name: Option<&str>) -> Result<&Exercise, Error> {
        if let Some(name) = name {
            return self.find(name);
        }
        let at = list::overview(self)?.at;
        at.and_then(|at| self.exercises.get(at)).ok_or_else(|| {
            Error::new(
                "every exercise is done or skipped, so it is not clear which one is meant",
                "Name one; `cargo run -p checker -- list` shows them all.",
            )
        })
    }

    /// The exercises in the order in which the learner goes through them: from the chosen one to the end, then what is left before it.
    pub fn course(&self, state: &State) -> Vec<&Exercise> {
        let folders = self.exercises.iter().map(|exercise| exercise.folder.as_str());
        let start = overview::start(folders, state.current.as_deref());
        overview::order(self.exercises.len(), start)
            .map(|at| &self.exercises[at])
            .collect()
    }

    /// Writes text for people to standard output.
    pub fn say(&self, text: &str) {
        say(&links::linked(text, self.links.as_ref()));
    }

    pub fn verdicts(&self) -> Verdicts {
        Verdicts::at(self.workspace.verdicts())
    }

    pub fn state(&self) -> Result<State, Error> {
        State::read(&self.workspace.state())
    }

    /// Builds the engines if need be.
    pub fn pipeline(&self, eager: bool) -> Result<Pipeline<'_>, Error> {
        let engines = Engines::ready(&self.workspace, &System)?;
        let slots = Slots::new(self.jobs);
        // As for cargo, where nothing that was built is kept for the next time.
        let keeps_nothing = std::env::var_os("CARGO_INCREMENTAL").is_some_and(|value| value == "0");
        Ok(Pipeline {
            workspace: &self.workspace,
            engines,
            launcher: &System,
            slots,
            eager,
            edited_often: eager && !keeps_nothing,
            until_a_failure: false,
        })
    }

    /// The key of everything that a verdict on this answer depends on.
    pub fn key(&self, exercise: &Exercise, suite: &Suite, answer: &str, fingerprint: u64) -> Result<String, Error> {
        let mut parts = vec![answer.to_owned(), format!("{fingerprint:016x}")];
        // A suite may have modules of its own, and so may an exercise.
        let given = [suite.directory.clone(), exercise.directory.join("src")]
            .into_iter()
            .flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name());
        for file in given
            .flatten()
            .filter(|entry| entry.file_type().is_file() && entry.path() != exercise.answer())
        {
            parts.push(format!(
                "{}\n{}",
                file.path().display(),
                std::fs::read_to_string(file.path()).unwrap_or_default()
            ));
        }
        parts.push(suite::known::own_stamp());
        Ok(format!("{:016x}", state::hash(&parts.join("\0"))))
    }

    /// The verdict on the workspace's own answer, from memory where nothing has changed and `fresh` is not asked for.
    pub fn verdict(&self, pipeline: &Pipeline, exercise: &Exercise, fresh: bool) -> Result<(String, Verdict), Error> {
        let spinner = Spinner::new(format!("checking {}", exercise.folder));
        let follower = Follower {
            tell: &|news| {
                if let News::Ended(judged) = news {
                    spinner.above(&human::ended(&judged, self.look));
                }
            },
            ..Follower::nobody()
        };
        loop {
            // Nobody calls it off, so there is something.
            if let Some(found) = self.follow(pipeline, exercise, fresh, &follower)? {
                return Ok(found);
            }
        }
    }

    /// The same for whoever follows it. `None`: it was called off.
    pub fn follow(
        &self,
        pipeline: &Pipeline,
        exercise: &Exercise,
        fresh: bool,
        follower: &Follower,
    ) -> Result<Option<(String, Verdict)>, Error> {
        let text = self.answer(exercise)?;
        let suite = self.suite(exercise)?;
        let key = self.key(exercise, &suite, &text, pipeline.engines.fingerprint)?;
        if !fresh {
            if let Some(verdict) = self.verdicts().find(&exercise.folder, &key).filter(is_repeatable) {
                return Ok(Some((text, verdict)));
            }
        }
        let label = exercise.answer_label();
        let answer = Answer {
            exercise,
            suite: &suite,
            text: Some(&text),
            label: &label,
        };
        let Some(verdict) = pipeline.follow(answer, follower)? else {
            return Ok(None);
        };
        self.verdicts().keep(&exercise.folder, &key, &verdict)?;
        Ok(Some((text, verdict)))
    }
}

pub fn passed(verdict: &Verdict) -> bool {
    verdict.status == Status::Passed
}

/// Whether a verdict may be shown again without looking: not if a busy machine may have had a part in it.
fn is_repeatable(verdict: &Verdict) -> bool {
    let on_real_threads = verdict
        .first_failure()
        .is_some_and(|(check, _)| check.world == World::Real);
    !on_real_threads && !matches!(verdict.status, Status::Error(_))
}

/// Writes to standard output. A reader that has gone away is no error.
pub fn say(text: &str) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

fn look(cli: &Cli) -> Look {
    let terminal = std::io::stdout().is_terminal();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let colour = match cli.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal && !set("NO_COLOR") && !dumb,
    };
    let width = terminal_size::terminal_size()
        .filter(|_| terminal)
        .map_or(80, |(width, _)| usize::from(width.0));
    // Only somebody who asks for plain ASCII gets it: an unset locale says nothing about the terminal.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let unicode = !dumb && !cli.ascii && !matches!(locale.as_deref(), Some("C" | "POSIX"));
    Look {
        colour,
        width: width.clamp(20, 160),
        unicode,
        narrated: cli.narrate,
    }
}
