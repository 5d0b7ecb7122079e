//! `checker dev stress`: the same verdict every time? Every answer of the authors' is judged again and again while the machine is busy.
//!
//! As a rule an answer is built once and then run in every round; with `--rebuild` all of it is done anew.

use crate::cli::Stress;
use crate::commands::dev_check::{Case, cases, examine, summary};
use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::parallel::in_parallel;
use crate::pipeline::Pipeline;
use crate::suite::Suite;
use std::collections::BTreeMap;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

/// What was said about an answer, and in how many rounds.
type Said = BTreeMap<String, usize>;

pub fn run(session: &Session, asked: &Stress) -> Result<Exit, Error> {
    let exercises = session.select(&asked.names)?;
    let suites: Vec<Suite> = exercises
        .iter()
        .map(|exercise| session.suite(exercise))
        .collect::<Result<_, _>>()?;
    let mut complaints = Vec::new();
    let cases = cases(session, &exercises, &suites, &mut complaints)?;
    let pipeline = session.pipeline(false)?;
    let _crowd = Crowd::start(asked.busy)?;
    let start = Instant::now();
    let said = if asked.rebuild {
        rebuilt(session, &pipeline, &cases, asked.rounds)
    } else {
        repeated(session, &pipeline, &cases, asked.rounds)
    };
    if asked.rebuild {
        for (case, said) in cases.iter().zip(&said) {
            tell_differences(session, case, said);
        }
    }
    let same = differing(&said) == 0;
    let minutes = start.elapsed().as_secs_f64() / 60.0;
    let (answers, rounds, busy) = (cases.len(), asked.rounds, asked.busy);
    let verdict = match differing(&said) {
        0 => format!("{} the same verdict every time", session.look.tick()),
        count => format!("{count} verdicts differ"),
    };
    say(&format!(
        "{verdict}: {answers} answers, {rounds} rounds beside {busy} busy processes, {:.1} rounds a minute\n",
        rounds as f64 / minutes
    ));
    Ok(Exit::from(same))
}

fn differing<'a>(said: impl IntoIterator<Item = &'a Said>) -> usize {
    said.into_iter().filter(|said| said.len() > 1).count()
}

fn tell_differences(session: &Session, case: &Case, said: &Said) {
    if said.len() > 1 {
        let rounds = said
            .iter()
            .map(|(what, rounds)| format!("    {rounds} times: {what}\n"));
        say(&format!(
            "{} {}\n{}",
            session.look.cross(),
            case.label,
            rounds.collect::<String>()
        ));
    }
}

/// Every round builds everything.
fn rebuilt(session: &Session, pipeline: &Pipeline, cases: &[Case], rounds: usize) -> Vec<Said> {
    let mut said = vec![Said::new(); cases.len()];
    for round in 1..=rounds {
        let start = Instant::now();
        for (said, outcome) in said.iter_mut().zip(examine(session, pipeline, cases)) {
            *said.entry(outcome.summary()).or_insert(0) += 1;
        }
        say(&format!(
            "round {round} of {rounds}: {:.1} s, {} of {} verdicts differ so far\n",
            start.elapsed().as_secs_f64(),
            differing(&said),
            cases.len()
        ));
    }
    said
}

/// Every answer is built once, and all its rounds are run before the next answer's. A difference is told at once: not everybody waits for
/// the end.
fn repeated(session: &Session, pipeline: &Pipeline, cases: &[Case], rounds: usize) -> Vec<Said> {
    let start = Instant::now();
    let so_far: Mutex<(usize, usize)> = Mutex::default();
    in_parallel(session.jobs, cases.len(), |at| {
        let mut said = Said::new();
        pipeline.examine_repeatedly(cases[at].answer(), rounds, |verdict| {
            *said.entry(summary(&verdict)).or_insert(0) += 1;
        });
        tell_differences(session, &cases[at], &said);
        if let Ok(mut so_far) = so_far.lock() {
            so_far.0 += 1;
            so_far.1 += differing([&said]);
            if so_far.0 % 10 == 0 {
                let (done, all, differ) = (so_far.0, cases.len(), so_far.1);
                let minutes = start.elapsed().as_secs_f64() / 60.0;
                let left = minutes / done as f64 * (all - done) as f64;
                say(&format!(
                    "{done} of {all} answers, {rounds} rounds each: {differ} verdicts differ so far; about {left:.0} minutes left\n"
                ));
            }
        }
        said
    })
}

/// Processes that do nothing but keep processors busy. They end with this value, and by themselves if the checker dies.
struct Crowd(Vec<Child>);

impl Crowd {
    fn start(count: usize) -> Result<Crowd, Error> {
        let own = std::env::current_exe().map_err(|error| Error::starting("the checker itself", &error))?;
        let mut crowd = Crowd(Vec::new());
        for _ in 0..count {
            let child = Command::new(&own).args(["dev", "busy"]).stdin(Stdio::piped()).spawn();
            crowd
                .0
                .push(child.map_err(|error| Error::starting(&own.display().to_string(), &error))?);
        }
        Ok(crowd)
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // It may have ended already, and then there is nothing left to do.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Keeps a processor busy until standard input ends.
pub fn busy() -> Result<Exit, Error> {
    std::thread::spawn(|| {
        let mut number = 0_u64;
        loop {
            number = std::hint::black_box(number.wrapping_mul(6364136223846793005).wrapping_add(1));
        }
    });
    let mut rest = Vec::new();
    // An error means that there is nobody at the other end either.
    let _ = std::io::stdin().read_to_end(&mut rest);
    Ok(Exit::AllPassed)
}
