//! Answers that were never run: what rustc, the scan of the source or a stand-in has against them.

use super::Diagnosis;
use crate::compile::Diagnostic;
use crate::forbid::Refusal;
use crate::rustc_help;
use crate::suite::World;
use recorder::Kind;

pub(super) fn forbidden(refusals: &[Refusal]) -> Diagnosis {
    let message = match refusals.first() {
        Some(refusal) => {
            format!(
                "The file uses `{}` (line {}), which cannot be graded: {}.",
                refusal.item, refusal.line, refusal.reason
            )
        }
        None => "The file uses something that cannot be graded.".to_owned(),
    };
    Diagnosis::new(Kind::Forbidden, message).at(refusals.iter().map(|refusal| refusal.line))
}

pub(super) fn does_not_compile(what: &str, found: &[Diagnostic]) -> Diagnosis {
    let message = match found.first() {
        Some(error) => {
            let place = error.line.map_or(String::new(), |line| format!(" (line {line})"));
            let more = match found.len() {
                1 => String::new(),
                2 => ", and one more error".to_owned(),
                count => format!(", and {} more errors", count - 1),
            };
            format!("{what}: {}{place}{more}.", error.message)
        }
        None => format!("{what}."),
    };
    let evidence = found
        .iter()
        .flat_map(|error| error.rendered.lines())
        .map(str::to_owned)
        .collect();
    let help = found
        .iter()
        .find_map(|error| rustc_help::among_threads(error.code.as_deref()?, &error.message));
    Diagnosis {
        help: help.map(str::to_owned),
        ..Diagnosis::new(Kind::DoesNotCompile, message)
            .at(found.iter().filter_map(|error| error.line))
            .evidence(evidence)
    }
}

pub(super) fn does_not_fit(found: &[Diagnostic], expected: &[String]) -> Diagnosis {
    let signatures = expected
        .iter()
        .map(|signature| format!("`{signature}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let what = match &signatures[..] {
        "" => "The file compiles, but not together with what calls it".to_owned(),
        _ => format!("The file compiles, but it does not fit what calls it: {signatures} is expected"),
    };
    let diagnosis = does_not_compile(&what, found);
    // What rustc's error means among threads is nearer to the mistake than what goes for all of them.
    if diagnosis.help.is_some() && expected.is_empty() {
        return diagnosis;
    }
    diagnosis.help("keep the signatures and derives of the stub; everything behind them is yours.")
}

/// rustc's words about the inside of a stand-in say nothing to a learner: the item and its line do.
pub(super) fn stand_in_lacks(world: World, found: &[Diagnostic]) -> Diagnosis {
    let error = found.iter().find(|error| error.line.is_some()).or(found.first());
    let what = format!("the checker's {} stand-in for std", world.name());
    let (message, lines) = match error {
        Some(Diagnostic {
            line: Some(line),
            excerpt: Some(item),
            code,
            message,
            ..
        }) => {
            // E0432, E0433, E0412, E0405, E0425 and E0599: a name is missing.
            let missing = ["E0432", "E0433", "E0412", "E0405", "E0425", "E0599", "E0407", "E0423"];
            let item = item.split_whitespace().collect::<Vec<_>>().join(" ");
            let message = if code.as_deref().is_some_and(|code| missing.contains(&code)) {
                format!(
                    "In {what} there is no `{}` (line {line}), so this cannot be graded.",
                    named(message, &item)
                )
            } else {
                format!("In {what}, `{item}` (line {line}) is not possible, so this cannot be graded: {message}.")
            };
            (message, vec![*line])
        }
        Some(Diagnostic { line, message, .. }) => (
            format!("In {what} this cannot be built, and so not be graded: {message}."),
            line.iter().copied().collect(),
        ),
        None => (
            format!("In {what} this cannot be built, and so not be graded."),
            Vec::new(),
        ),
    };
    Diagnosis::new(Kind::Forbidden, message)
        .at(lines)
        .help("the same can be written with the std that the lessons use.")
}

/// The item's name from rustc's message, "unresolved import `std::foo::Bar`", or else the source at the error.
fn named(message: &str, excerpt: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted[..] {
        // cannot find function `x` in module `std::thread`; no method named `x` found for struct `Mutex<T>`
        [item, owner, ..] => format!("{owner}::{item}"),
        [path] if path.contains("::") => path.to_owned(),
        _ => excerpt.to_owned(),
    }
}
