//! One check of one answer, built once and run again: to replay an interleaving, to step through it, to play.

use crate::compile::Compiled;
use crate::error::Error;
use crate::evidence::{Evidence, Observed, SuiteRun};
use crate::follow::Follower;
use crate::pipeline::{Answer, Flag, Pipeline, Work};
use crate::process::Launch;
use crate::suite::{Suite, World};
use crate::verdict::{Verdict, judge};
use crate::workspace::Stage;
use recorder::{Replay, Story};
use std::path::PathBuf;
use std::time::Instant;

/// What came of building a check for [`Pipeline::rehearse`].
pub enum Rehearsed<'a> {
    Ready(Box<Rehearsal<'a>>),
    /// The answer cannot be run.
    Refused(Verdict),
}

/// One check of one answer, built and ready to run any interleaving.
pub struct Rehearsal<'a> {
    launcher: &'a dyn Launch,
    /// Keeps the folder of the binary from being used for another answer.
    _stage: Stage,
    directory: PathBuf,
    binary: PathBuf,
    world: World,
    text: String,
    suite: Suite,
}

/// One interleaving, run.
pub struct Performance {
    pub verdict: Verdict,
    /// What happened, in full. `None` if the process died or the interleaving does not exist.
    pub story: Option<Story>,
}

impl Rehearsal<'_> {
    pub fn run(&self, replay: &Replay) -> Result<Performance, Error> {
        let start = Instant::now();
        let run = SuiteRun {
            launcher: self.launcher,
            binary: &self.binary,
            directory: &self.directory,
            source: &self.text,
            replay: Some(replay.to_string()),
            until_a_failure: false,
            tell: &|_| {},
            cancelled: Flag::default(),
        };
        let checks: Vec<String> = self.suite.checks.iter().map(|check| check.id.clone()).collect();
        let observed = Observed::Checks(run.observe(&checks)?.unwrap_or_default());
        let story = observed.replayed().cloned();
        let evidence = Evidence::Ran(vec![(self.world, observed)]);
        let verdict = judge(&self.suite, &evidence, start.elapsed().as_millis() as u64);
        Ok(Performance { verdict, story })
    }
}

impl Pipeline<'_> {
    /// Runs one interleaving of one check again. Out: what is said about it, and what happened in it if nothing is wrong with it.
    pub fn replay(&self, answer: Answer, replay: &Replay) -> Result<(Verdict, Option<Story>), Error> {
        match self.rehearse(answer, &replay.check)? {
            Rehearsed::Refused(verdict) => Ok((verdict, None)),
            Rehearsed::Ready(rehearsal) => {
                let Performance { verdict, story } = rehearsal.run(replay)?;
                let story = story.filter(|_| verdict.first_failure().is_none());
                Ok((verdict, story))
            }
        }
    }

    /// Builds one check of an answer once, so that any number of interleavings can be run.
    pub fn rehearse(&self, answer: Answer, check: &str) -> Result<Rehearsed<'_>, Error> {
        let start = Instant::now();
        let suite = answer.suite.only(check)?;
        let answer = Answer {
            suite: &suite,
            ..answer
        };
        let refused = |evidence| {
            let verdict = judge(&suite, &evidence, start.elapsed().as_millis() as u64);
            Ok(Rehearsed::Refused(verdict))
        };
        let nobody = Follower::nobody();
        let (text, stage) = match self.admit(answer, &nobody)? {
            Ok(admitted) => admitted,
            Err(evidence) => return refused(evidence),
        };
        let work = Work {
            pipeline: self,
            answer,
            text,
            stage: &stage,
            follower: &nobody,
        };
        let never = Flag::default();
        if let Compiled::Refused(found) = work.real_library(&never)? {
            return refused(Evidence::DoesNotCompile(work.relabelled(found)));
        }
        let mut binary = None;
        for world in [World::Simulated, World::Loom] {
            match work.built(world, &never)? {
                Some(Ok(built)) => binary = Some((world, built)),
                Some(Err(observed)) => return refused(Evidence::Ran(vec![(world, observed)])),
                None => {}
            }
        }
        // `Suite::only` lets nothing through but checks of these two worlds, and nobody has cancelled anything.
        let Some((world, binary)) = binary else {
            return refused(Evidence::Ran(Vec::new()));
        };
        Ok(Rehearsed::Ready(Box::new(Rehearsal {
            launcher: self.launcher,
            directory: stage.make(&format!("run/{}", world.name()))?,
            _stage: stage,
            binary,
            world,
            text: text.to_owned(),
            suite,
        })))
    }
}
