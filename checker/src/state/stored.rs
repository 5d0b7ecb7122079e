//! A verdict as it is stored. Apart from [`Verdict`], so that the domain's types derive no wire format.

use crate::suite::{Check, World};
use crate::verdict::{Diagnosis, Judged, Outcome, Reach, Status, Verdict};
use recorder::{Kind, Story};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct StoredVerdict {
    status: String,
    trouble: Option<String>,
    duration_ms: u64,
    checks: Vec<StoredCheck>,
}

#[derive(Serialize, Deserialize)]
struct StoredCheck {
    id: String,
    title: String,
    points: f64,
    world: String,
    outcome: StoredOutcome,
}

#[derive(Serialize, Deserialize)]
enum StoredOutcome {
    Passed(StoredReach),
    Failed(StoredReach, Box<StoredDiagnosis>),
    Skipped,
}

#[derive(Serialize, Deserialize)]
struct StoredReach {
    interleavings: Option<u64>,
    preemptions: u32,
    exhausted: bool,
    simulated_ms: Option<f64>,
}

#[derive(Serialize, Deserialize)]
struct StoredDiagnosis {
    kind: Kind,
    message: String,
    lines: Vec<u32>,
    help: Option<String>,
    story: Option<Story>,
    evidence: Vec<String>,
}

impl From<&Verdict> for StoredVerdict {
    fn from(verdict: &Verdict) -> StoredVerdict {
        let (status, trouble) = match &verdict.status {
            Status::Passed => ("passed", None),
            Status::Failed => ("failed", None),
            Status::Unfinished => ("unfinished", None),
            Status::Error(trouble) => ("error", Some(trouble.clone())),
        };
        let store = |judged: &Judged| StoredCheck {
            id: judged.check.id.clone(),
            title: judged.check.title.clone(),
            points: judged.check.points,
            world: judged.check.world.name().to_owned(),
            outcome: match &judged.outcome {
                Outcome::Passed(reach) => StoredOutcome::Passed(StoredReach::from(reach)),
                Outcome::Failed(reach, why) => {
                    let Diagnosis {
                        kind,
                        message,
                        lines,
                        help,
                        story,
                        evidence,
                    } = (**why).clone();
                    let why = StoredDiagnosis {
                        kind,
                        message,
                        lines,
                        help,
                        story,
                        evidence,
                    };
                    StoredOutcome::Failed(StoredReach::from(reach), Box::new(why))
                }
                Outcome::Skipped => StoredOutcome::Skipped,
            },
        };
        let checks = verdict.checks.iter().map(store).collect();
        StoredVerdict {
            status: status.to_owned(),
            trouble,
            duration_ms: verdict.duration_ms,
            checks,
        }
    }
}

impl From<&Reach> for StoredReach {
    fn from(reach: &Reach) -> StoredReach {
        let Reach {
            interleavings,
            preemptions,
            exhausted,
            simulated_ms,
        } = *reach;
        StoredReach {
            interleavings,
            preemptions,
            exhausted,
            simulated_ms,
        }
    }
}

impl StoredVerdict {
    /// The verdict, unless an older checker wrote something else.
    pub fn restore(self) -> Option<Verdict> {
        let status = match self.status.as_str() {
            "passed" => Status::Passed,
            "failed" => Status::Failed,
            "unfinished" => Status::Unfinished,
            _ => Status::Error(self.trouble?),
        };
        let checks: Option<Vec<Judged>> = self.checks.into_iter().map(StoredCheck::restore).collect();
        Some(Verdict {
            status,
            checks: checks?,
            duration_ms: self.duration_ms,
        })
    }
}

impl StoredCheck {
    fn restore(self) -> Option<Judged> {
        let worlds = [World::Simulated, World::Loom, World::Real];
        let world = worlds.into_iter().find(|world| world.name() == self.world)?;
        let reach = |stored: StoredReach| {
            let StoredReach {
                interleavings,
                preemptions,
                exhausted,
                simulated_ms,
            } = stored;
            Reach {
                interleavings,
                preemptions,
                exhausted,
                simulated_ms,
            }
        };
        let outcome = match self.outcome {
            StoredOutcome::Passed(stored) => Outcome::Passed(reach(stored)),
            StoredOutcome::Failed(stored, why) => {
                let StoredDiagnosis {
                    kind,
                    message,
                    lines,
                    help,
                    story,
                    evidence,
                } = *why;
                Outcome::Failed(
                    reach(stored),
                    Box::new(Diagnosis {
                        kind,
                        message,
                        lines,
                        help,
                        story,
                        evidence,
                    }),
                )
            }
            StoredOutcome::Skipped => Outcome::Skipped,
        };
        let check = Check {
            id: self.id,
            title: self.title,
            points: self.points,
            world,
        };
        Some(Judged { check, outcome })
    }
}
