//! `checker dev stress`: the same verdict every time? `dev check` again and again while the machine is busy.

use crate::commands::dev_check::{cases, examine};
use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::suite::Suite;
use std::collections::BTreeMap;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

pub fn run(session: &Session, names: &[String], rounds: usize, busy: usize) -> Result<Exit, Error> {
    let exercises = session.select(names)?;
    let suites: Vec<Suite> = exercises
        .iter()
        .map(|exercise| session.suite(exercise))
        .collect::<Result<_, _>>()?;
    let mut complaints = Vec::new();
    let cases = cases(session, &exercises, &suites, &mut complaints)?;
    let pipeline = session.pipeline(false)?;
    let _crowd = Crowd::start(busy)?;
    // For each answer: what was said about it, and in how many rounds.
    let mut said: Vec<BTreeMap<String, usize>> = vec![BTreeMap::new(); cases.len()];
    for round in 1..=rounds {
        let start = Instant::now();
        for (said, outcome) in said.iter_mut().zip(examine(session, &pipeline, &cases)) {
            *said.entry(outcome.summary()).or_insert(0) += 1;
        }
        let differ = said.iter().filter(|said| said.len() > 1).count();
        say(&format!(
            "round {round} of {rounds}: {:.1} s, {differ} of {} verdicts differ so far\n",
            start.elapsed().as_secs_f64(),
            cases.len()
        ));
    }
    let mut same = true;
    for (case, said) in cases.iter().zip(&said).filter(|(_, said)| said.len() > 1) {
        same = false;
        let words: Vec<String> = said
            .iter()
            .map(|(what, rounds)| format!("{what} ({rounds} times)"))
            .collect();
        say(&format!(
            "{} {}: {}\n",
            session.look.cross(),
            case.label,
            words.join("; ")
        ));
    }
    if same {
        let (answers, tick) = (cases.len(), session.look.tick());
        say(&format!(
            "{tick} {answers} answers, {rounds} rounds beside {busy} busy processes: the same verdict every time\n"
        ));
    }
    Ok(Exit::from(same))
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
