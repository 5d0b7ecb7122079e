//! `checker check NAME…|--all`: these exercises, or all, without stopping.

use crate::cli::Format;
use crate::commands::{Exit, Session, passed, say};
use crate::error::Error;
use crate::graded::{Graded, Submission};
use crate::render::human::{self, Subject};
use crate::render::json;

pub fn run(session: &Session, names: &[String], format: Format) -> Result<Exit, Error> {
    let exercises = session.select(names)?;
    let pipeline = session.pipeline(true)?;
    // Who names an exercise wants it run; who asks for all wants to know where they are.
    let fresh = !names.is_empty();
    let mut graded = Vec::new();
    for (number, exercise) in exercises.iter().enumerate() {
        let (source, verdict) = session.verdict(&pipeline, exercise, fresh)?;
        if format == Format::Human {
            let label = exercise.answer_label();
            let subject = Subject {
                folder: &exercise.folder,
                name: &exercise.name,
                source: &source,
                label: &label,
            };
            let gap = if number > 0 { "\n" } else { "" };
            session.say(&format!("{gap}{}", human::verdict(&subject, &verdict, session.look)));
        }
        let label = exercise.answer_label();
        graded.push(Graded::new(&exercise.folder, &label, Some(&source), verdict));
    }
    let all = graded.iter().all(|graded| passed(&graded.verdict));
    if format == Format::Json {
        let name = session
            .workspace
            .root
            .file_name()
            .map_or("workspace".into(), |name| name.to_string_lossy().into_owned());
        say(&json::report(&[Submission { name, graded }]));
    }
    Ok(Exit::from(all))
}
