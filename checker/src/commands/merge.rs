//! `checker merge FILE…`: the reports on the parts of a class become one. In: what `grade --format json` wrote. Out: the report on all,
//! in any format.

use crate::cli::Merge;
use crate::commands::deliver::Delivery;
use crate::commands::grade::exit;
use crate::commands::{Exit, Session};
use crate::error::Error;
use crate::graded::Submission;
use crate::grading::Grading;
use crate::render::formats::Format;
use crate::render::json;
use crate::report::{self as reports, Entry};
use std::path::Path;

pub fn run(session: &Session, arguments: &Merge) -> Result<Exit, Error> {
    let mut parts = Vec::new();
    for path in &arguments.reports {
        parts.push((path.as_path(), reports::read(path)?));
    }
    agree(&parts)?;
    let mut entries: Vec<Entry> = parts.into_iter().flat_map(|(_, entries)| entries).collect();
    entries.sort_by(|one, other| one.submission.name.cmp(&other.submission.name));
    let (submissions, raw): (Vec<Submission>, Vec<_>) =
        entries.into_iter().map(|entry| (entry.submission, entry.raw)).unzip();
    let delivery = Delivery::promise(arguments.format, arguments.output.as_deref(), submissions.len())?;
    match arguments.format {
        // What this checker doesn't know of is kept as well.
        Format::Json => delivery.deliver_text(&json::merged(raw))?,
        // The points have their weights already.
        _ => delivery.deliver(session, &submissions, &Grading::default())?,
    }
    Ok(exit(&submissions, arguments.fail_under, arguments.require_all))
}

/// Every submission once, and all of them about the same exercises.
fn agree(parts: &[(&Path, Vec<Entry>)]) -> Result<(), Error> {
    let all = || {
        parts
            .iter()
            .flat_map(|(path, entries)| entries.iter().map(move |entry| (*path, &entry.submission)))
    };
    let mut seen: Vec<(&str, &Path)> = all()
        .map(|(path, submission)| (submission.name.as_str(), path))
        .collect();
    seen.sort();
    if let Some([(name, one), (_, other)]) = seen.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(Error::new(
            match one == other {
                true => format!("the submission `{name}` is in {} twice", one.display()),
                false => format!(
                    "the submission `{name}` is in {} and in {}",
                    one.display(),
                    other.display()
                ),
            },
            "Give each report once, of parts that have nothing in common (--partition).",
        ));
    }
    let Some((first, model)) = all().next() else {
        return Ok(());
    };
    for (path, submission) in all() {
        if let Some(difference) = difference(model, submission) {
            return Err(Error::new(
                format!(
                    "`{}` in {} and `{}` in {} {difference}",
                    model.name,
                    first.display(),
                    submission.name,
                    path.display()
                ),
                "Grade all parts with the same exercises and suites, then merge them.",
            ));
        }
    }
    Ok(())
}

fn difference(one: &Submission, other: &Submission) -> Option<String> {
    let folders = |submission: &Submission| -> Vec<String> {
        submission.graded.iter().map(|graded| graded.exercise.clone()).collect()
    };
    let (mine, theirs) = (folders(one), folders(other));
    if mine != theirs {
        return Some(format!(
            "were graded on {} and on {}",
            mine.join(", "),
            theirs.join(", ")
        ));
    }
    let pairs = one.graded.iter().zip(&other.graded);
    let unlike = pairs
        .into_iter()
        .find(|(one, other)| one.verdict.max_points() != other.verdict.max_points());
    unlike.map(|(one, other)| {
        format!(
            "could get {} and {} points for {}",
            one.verdict.max_points(),
            other.verdict.max_points(),
            one.exercise
        )
    })
}
