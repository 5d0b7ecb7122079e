//! Processes that ended before they should have, and the program on real threads: what that says about the answer.

use super::{Diagnosis, Outcome, Reach};
use crate::evidence::{Death, ProgramRun};
use crate::process::{End, Stop};
use crate::program;
use recorder::Kind;

/// A suite's process was gone before the check had finished.
pub(super) fn died(death: &Death) -> Diagnosis {
    let lines = lines_named(&death.stderr);
    let overflowed = death.stderr.contains("has overflowed its stack");
    let diagnosis = match death.end {
        End::Signalled(_) if overflowed => Diagnosis::new(Kind::Panicked, "The stack overflowed (endless recursion?)."),
        // The signals' numbers are the same on Linux and macOS except for SIGBUS, 7 or 10.
        End::Signalled(11 | 7 | 10) => Diagnosis::new(Kind::Panicked, "The stack overflowed (endless recursion?)."),
        End::Signalled(6) if death.stderr.contains("memory allocation of") => {
            Diagnosis::new(Kind::Panicked, "The program asked for more memory than there is.")
        }
        End::Signalled(6) => Diagnosis::new(
            Kind::Panicked,
            two_panics(&death.stderr).unwrap_or_else(|| {
                "The program was aborted: a second panic while the first was still unwinding, or a call of `abort`."
                    .to_owned()
            }),
        ),
        End::Signalled(signal) => Diagnosis::new(Kind::Panicked, format!("The program was killed by signal {signal}.")),
        End::Exited(101) => Diagnosis::new(Kind::Panicked, panic_message(&death.stderr, "The program panicked.")),
        End::Exited(status) => Diagnosis::new(
            Kind::ExitedEarly,
            format!("The program ended its process (exit status {status}) before the check was over."),
        ),
        End::Stopped(stop) => Diagnosis::new(Kind::DidNotFinish, stopped(stop, None)),
    };
    diagnosis.at(lines)
}

fn stopped(stop: Stop, wall: Option<f64>) -> String {
    match (stop, wall) {
        (Stop::Wall, Some(seconds)) => {
            format!("The program was still running after {seconds} seconds and was stopped.")
        }
        (Stop::Wall | Stop::Silence, _) => "The program went on and on and was stopped.".to_owned(),
        (Stop::BusySilence, _) => {
            "The program kept a processor busy without getting anywhere, and was stopped.".to_owned()
        }
        (Stop::Memory, _) => "The program used more than 2 GiB of memory and was stopped.".to_owned(),
        (Stop::Threads, _) => "The program started more threads than any exercise needs, and was stopped.".to_owned(),
        (Stop::Output, _) => "The program printed without end and was stopped.".to_owned(),
        (Stop::Cancelled, _) => "The program was stopped.".to_owned(),
    }
}

pub(super) fn program_outcome(run: &ProgramRun) -> Outcome {
    let lines = lines_named(&run.stderr);
    let fail = |diagnosis: Diagnosis| Outcome::Failed(Reach::default(), Box::new(diagnosis.at(lines.clone())));
    let difference = program::difference(&run.asked.lines, run.asked.order, &run.stdout);
    match run.end {
        End::Exited(0) if !run.completed => {
            let message = "The program ended its process (exit status 0) on real threads, before `main` returned.";
            fail(Diagnosis::new(Kind::ExitedEarly, message))
        }
        End::Exited(0) => match difference {
            None => Outcome::Passed(Reach::default()),
            Some(difference) => {
                let surplus = difference.lines.iter().filter_map(|line| line.strip_prefix("+ "));
                let printers: Vec<u32> = surplus
                    .flat_map(|line| program::lines_that_print(&run.source, line))
                    .collect();
                let diagnosis = Diagnosis::new(Kind::WrongOutput, difference.message).evidence(difference.lines);
                Outcome::Failed(Reach::default(), Box::new(diagnosis.at(printers)))
            }
        },
        End::Exited(101) => fail(Diagnosis::new(
            Kind::Panicked,
            panic_message(&run.stderr, "The program panicked."),
        )),
        End::Exited(status) => {
            let message =
                format!("The program ended with exit status {status} on real threads, before `main` returned.");
            fail(Diagnosis::new(Kind::ExitedEarly, message))
        }
        End::Stopped(stop) => fail(Diagnosis::new(
            Kind::DidNotFinish,
            stopped(stop, Some(run.asked.seconds)),
        )),
        End::Signalled(_) => fail(died(&Death {
            end: run.end,
            stderr: run.stderr.clone(),
        })),
    }
}

/// `thread 'main' panicked at src/lib.rs:14:5:` and the line behind it.
fn panic_message(stderr: &str, otherwise: &str) -> String {
    let mut lines = stderr.lines().skip_while(|line| !line.contains(" panicked at "));
    match (lines.next(), lines.next()) {
        (Some(_), Some(message)) if !message.trim().is_empty() => {
            format!("The program panicked: {}.", message.trim().trim_end_matches('.'))
        }
        _ => otherwise.to_owned(),
    }
}

/// The panic that came while another was unwinding, as the simulated std tells of the two.
fn two_panics(stderr: &str) -> Option<String> {
    let told = |how: &'static str| {
        stderr.lines().filter_map(move |line| {
            let (place, message) = line.strip_prefix(how)?.split_once(": ")?;
            let line = lines_named(place).first().map(|line| format!(" in line {line}"));
            Some((line.unwrap_or_default(), message.trim_end_matches('.')))
        })
    };
    let before = told("a thread ended by a panic at ")
        .next()
        .map(|(line, message)| format!(" Before all that, a panic{line} had ended a thread: {message}."));
    let mut told = told("panicked at ");
    let ((first_line, first), (second_line, second)) = (told.next()?, told.next()?);
    let second = if second == first {
        "again".to_owned()
    } else {
        format!("with: {second}")
    };
    Some(format!(
        "The program panicked{first_line}: {first}. What was dropped then panicked as well{second_line}, {second}. Two panics at a time abort the whole program.{}",
        before.unwrap_or_default()
    ))
}

/// The lines of the learner's file that a panic message names.
pub(super) fn lines_named(stderr: &str) -> Vec<u32> {
    let after = stderr.split("src/lib.rs:").skip(1);
    after
        .filter_map(|rest| rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok())
        .collect()
}
