//! `checker`: the exercises in order, up to the first that is not done.

use crate::commands::{Exit, Session, passed, say};
use crate::error::Error;
use crate::render::human::{self, Subject};
use crate::state::State;
use crate::verdict::Status;

const GREETING: &str = "Welcome to Threadlings: exercises about threads, from the first `spawn` to a pool of workers.

Each exercise is a folder under exercises/: read its README.md, replace the todo!()s in its
src/lib.rs, and run this command again. Your program is then run in every interleaving of its
threads that matters, so a verdict is never luck.

";

pub fn run(session: &Session) -> Result<Exit, Error> {
    let state = session.state()?;
    if !state.greeted {
        say(GREETING);
    }
    session.workspace.sweep();
    let pipeline = session.pipeline(true)?;
    if !state.greeted {
        State::update(&session.workspace.state(), |state| state.greeted = true)?;
    }
    for exercise in &session.exercises {
        let (source, verdict) = session.verdict(&pipeline, exercise, false)?;
        if passed(&verdict) {
            say(&human::done(&exercise.folder, &verdict, session.look));
            continue;
        }
        let label = exercise.answer_label();
        let subject = Subject {
            folder: &exercise.folder,
            name: &exercise.name,
            source: &source,
            label: &label,
        };
        say("\n");
        match &verdict.status {
            Status::Unfinished => {
                let task = exercise.task();
                say(&human::task(
                    &subject,
                    &exercise.title(),
                    task.as_deref(),
                    &verdict,
                    session.look,
                ));
            }
            Status::Passed | Status::Failed | Status::Error(_) => {
                say(&human::verdict(&subject, &verdict, session.look));
            }
        }
        return Ok(Exit::NotPassed);
    }
    let count = session.exercises.len();
    say(&format!(
        "\n{}\n",
        session.look.good(&format!("All {count} exercises are done."))
    ));
    Ok(Exit::AllPassed)
}
