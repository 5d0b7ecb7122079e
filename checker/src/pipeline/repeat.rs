//! The same answer judged again and again, built once. In: an answer and a number. Out: a verdict a round.
//!
//! Luck can only be in the runs: rustc makes the same of the same. Without rebuilding, a round takes a fraction of the time.

use super::{Answer, Pipeline, Work};
use crate::error::Error;
use crate::evidence::Evidence;
use crate::follow::{Follower, Telling};
use crate::process::{Ended, Invocation, Launch};
use crate::slots::Slots;
use crate::verdict::{Verdict, judge};
use std::collections::HashMap;
use std::ffi::OsString;
use std::sync::{Mutex, PoisonError};

/// Runs a compiler only once with the same arguments. What it has built must stay where it is.
struct Remembering<'a> {
    inner: &'a dyn Launch,
    compiled: Mutex<HashMap<Vec<OsString>, Ended>>,
}

impl Launch for Remembering<'_> {
    fn launch_and_hear(&self, invocation: &Invocation, hear: &mut dyn FnMut(&[u8])) -> Result<Ended, Error> {
        if !invocation.needs.as_ref().is_some_and(|needs| needs.starts) {
            return self.inner.launch_and_hear(invocation, hear);
        }
        let known = || self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ended) = known().get(&invocation.arguments) {
            return Ok(ended.clone());
        }
        let ended = self.inner.launch_and_hear(invocation, hear)?;
        known().insert(invocation.arguments.clone(), ended.clone());
        Ok(ended)
    }
}

impl Pipeline<'_> {
    /// Judges an answer `rounds` times and hands each verdict over.
    pub fn examine_repeatedly(&self, answer: Answer, rounds: usize, mut seen: impl FnMut(Verdict)) {
        let launcher = Remembering {
            inner: self.launcher,
            compiled: Mutex::default(),
        };
        let pipeline = Pipeline {
            workspace: self.workspace,
            engines: self.engines.clone(),
            launcher: &launcher,
            slots: Slots::new(1),
            eager: false,
            edited_often: false,
            until_a_failure: self.until_a_failure,
        };
        let nobody = Follower::nobody();
        let trouble = |error: Error| Evidence::Trouble(error.to_string());
        // The stage is held for all rounds, or another answer would be built over this one.
        let admitted = pipeline.admit(answer, &nobody);
        for _ in 0..rounds {
            let evidence = match &admitted {
                Ok(Ok((text, stage))) => {
                    let work = Work {
                        pipeline: &pipeline,
                        answer,
                        text,
                        stage,
                        follower: &nobody,
                    };
                    work.one_by_one(&Telling::new(answer.suite, &nobody))
                        .unwrap_or_else(trouble)
                }
                Ok(Err(evidence)) => evidence.clone(),
                Err(error) => trouble(error.clone()),
            };
            seen(judge(answer.suite, &evidence, 0));
        }
    }
}
