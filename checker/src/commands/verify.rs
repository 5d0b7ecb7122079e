//! `checker`: the exercises in order, up to the first that is not done.

use crate::commands::{Exit, Session, passed, say};
use crate::error::Error;
use crate::render::human::{self, Subject};
use crate::state::State;
use crate::verdict::Status;

pub fn run(session: &Session) -> Result<Exit, Error> {
    let state = session.state()?;
    if !state.greeted {
        say(&human::greeting(session.look));
    }
    let pipeline = session.pipeline(true)?;
    if !state.greeted {
        State::update(&session.workspace.state(), |state| state.greeted = true)?;
    }
    for (number, exercise) in session.exercises.iter().enumerate() {
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
        if number > 0 {
            say("\n");
        }
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
