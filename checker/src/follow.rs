//! Following an examination while it runs: what it sees is told as soon as it is certain, and it can be called off.
//!
//! What is told is the beginning of the report, check by check and in its order. A later world may be quicker; what it has found is
//! kept back until everything before it has passed, since otherwise it would not stand in the report either.

use crate::evidence::{Evidence, Observation, Observed};
use crate::suite::{Suite, World};
use crate::verdict::{Judged, Outcome, judge};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What is told on the way to a verdict.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// rustc has nothing against the answer, and nothing in it is still to do.
    Compiles,
    /// A check has come to its end.
    Ended(Box<Judged>),
}

/// Calls an examination off: all its processes are ended at once, with everything that they have started.
#[derive(Debug, Clone, Default)]
pub struct Cancel {
    /// Nobody wants to know any more.
    asked: Arc<AtomicBool>,
    /// Nobody needs what comes after the first failure.
    needless: Arc<AtomicBool>,
}

impl Cancel {
    pub fn call_off(&self) {
        set(&self.asked);
        set(&self.needless);
    }

    pub fn is_called_off(&self) -> bool {
        is_set(&self.asked)
    }

    /// For what is needed in any case: set when nobody wants to know any more.
    pub fn asked(&self) -> &Arc<AtomicBool> {
        &self.asked
    }

    /// For what may turn out to be needless.
    pub fn needless(&self) -> &Arc<AtomicBool> {
        &self.needless
    }
}

pub fn set(flag: &AtomicBool) {
    // Release: pairs with the acquire of whoever looks; nothing but the flag itself is published.
    flag.store(true, Ordering::Release);
}

pub fn is_set(flag: &AtomicBool) -> bool {
    // Acquire: see `set`.
    flag.load(Ordering::Acquire)
}

/// Who follows an examination.
#[derive(Clone)]
pub struct Follower<'a> {
    pub cancel: Cancel,
    pub tell: &'a (dyn Fn(News) + Sync),
}

impl Follower<'_> {
    /// Somebody who waits for the verdict.
    pub fn nobody() -> Follower<'static> {
        Follower {
            cancel: Cancel::default(),
            tell: &|_| {},
        }
    }
}

/// What one examination has seen so far, and how much of it has been told.
pub struct Telling<'a> {
    suite: &'a Suite,
    follower: &'a Follower<'a>,
    so_far: Mutex<SoFar>,
}

#[derive(Default)]
struct SoFar {
    compiles: bool,
    worlds: Vec<(World, Observed)>,
    told: usize,
}

impl<'a> Telling<'a> {
    pub fn new(suite: &'a Suite, follower: &'a Follower<'a>) -> Telling<'a> {
        Telling {
            suite,
            follower,
            so_far: Mutex::default(),
        }
    }

    pub fn compiles(&self) {
        self.tell(|so_far| {
            if !std::mem::replace(&mut so_far.compiles, true) {
                (self.follower.tell)(News::Compiles);
            }
        });
    }

    /// One check of a world. They come in the order of the suite.
    pub fn check(&self, world: World, observation: Observation) {
        self.tell(|so_far| {
            let known = so_far.worlds.iter_mut().find(|(known, _)| *known == world);
            match known {
                Some((_, Observed::Checks(observations))) => observations.push(observation),
                Some(_) => {}
                None => so_far.worlds.push((world, Observed::Checks(vec![observation]))),
            }
        });
    }

    /// A world of which there is nothing more to come.
    pub fn world(&self, world: World, observed: &Observed) {
        self.tell(|so_far| {
            so_far.worlds.retain(|(known, _)| *known != world);
            so_far.worlds.push((world, observed.clone()));
        });
    }

    fn tell(&self, change: impl FnOnce(&mut SoFar)) {
        // A list and a number, whole after every statement, so a panic elsewhere does not spoil them.
        let mut so_far = self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut so_far);
        // Over the stand-ins it may run before rustc has looked at it over the real std, whose words come first.
        if !so_far.compiles {
            return;
        }
        let so_far = &mut *so_far;
        let evidence = Evidence::Ran(std::mem::take(&mut so_far.worlds));
        let judged = judge(self.suite, &evidence, 0).checks;
        let certain = judged
            .into_iter()
            .take_while(|judged| judged.outcome != Outcome::Skipped);
        for judged in certain.skip(so_far.told) {
            so_far.told += 1;
            (self.follower.tell)(News::Ended(Box::new(judged)));
        }
        if let Evidence::Ran(worlds) = evidence {
            so_far.worlds = worlds;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::Check;
    use recorder::Kind;
    use recorder::wire::{Finished, Mistake};

    fn suite() -> Suite {
        let check = |id: &str, world| Check {
            id: id.to_owned(),
            title: id.to_owned(),
            points: 1.0,
            world,
        };
        Suite {
            directory: "nowhere".into(),
            checks: vec![
                check("a", World::Simulated),
                check("b", World::Simulated),
                check("c", World::Loom),
            ],
            program: None,
        }
    }

    fn finished(check: &str, fails: bool) -> Observation {
        let mistake = Mistake {
            kind: Kind::Deadlock,
            message: String::new(),
            lines: Vec::new(),
            help: None,
            story: None,
        };
        Observation::Finished(Box::new(Finished {
            check: check.to_owned(),
            interleavings: 1,
            preemptions: 0,
            exhausted: true,
            simulated_ms: None,
            processor_ms: 0.0,
            mistake: fails.then_some(mistake),
            story: None,
            note: None,
        }))
    }

    /// What is told when this is seen in turn.
    fn told(seen: &[&str]) -> Vec<String> {
        let (suite, told) = (suite(), Mutex::new(Vec::new()));
        let tell = |news: News| {
            told.lock().unwrap().push(match news {
                News::Compiles => "compiles".to_owned(),
                News::Ended(judged) => format!("{} {}", judged.check.id, judged.diagnosis().is_none()),
            });
        };
        let follower = Follower {
            cancel: Cancel::default(),
            tell: &tell,
        };
        let telling = Telling::new(&suite, &follower);
        for what in seen {
            match *what {
                "compiles" => telling.compiles(),
                "c" => telling.check(World::Loom, finished("c", false)),
                what => telling.check(World::Simulated, finished(&what[..1], what.ends_with('!'))),
            }
        }
        told.into_inner().unwrap()
    }

    #[test]
    fn checks_are_told_as_they_end_and_in_the_order_of_the_report() {
        assert_eq!(told(&["compiles", "a"]), ["compiles", "a true"]);
        assert_eq!(
            told(&["compiles", "c", "a", "b"]),
            ["compiles", "a true", "b true", "c true"]
        );
    }

    #[test]
    fn nothing_is_told_before_rustc_has_spoken() {
        assert_eq!(told(&["a", "b"]), [""; 0]);
        assert_eq!(told(&["a", "compiles", "b"]), ["compiles", "a true", "b true"]);
    }

    #[test]
    fn a_later_world_proves_nothing_after_a_failure() {
        assert_eq!(told(&["compiles", "c", "a!", "b"]), ["compiles", "a false", "b true"]);
    }
}
