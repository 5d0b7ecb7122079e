//! The stages put together: an answer goes in, a verdict comes out.
//!
//! rustc sees the answer over the real std first, because its words about that are the ones that a learner can use. Then come
//! the worlds in the order of reports. For a single answer everything that may be needed is started as soon as there is a
//! free slot, and thrown away if an earlier world has failed; for many answers nothing is started that may not be needed. The verdict
//! is the same either way.

mod rehearsal;
mod repeat;

pub use rehearsal::{Rehearsal, Rehearsed};

use crate::compile::{Compiled, Compiler, Diagnostic};
use crate::engines::Engines;
use crate::error::Error;
use crate::evidence::{self, Cost, Evidence, Observation, Observed, SuiteRun};
use crate::exercise::Exercise;
use crate::follow::{self, Follower, Telling};
use crate::forbid::{self, Refusal, Scan};
use crate::pins::pins;
use crate::process::Launch;
use crate::signature;
use crate::slots::Slots;
use crate::suite::{Suite, World};
use crate::verdict::{Verdict, judge};
use crate::workspace::{Stage, Workspace};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

/// What every examination shares.
pub struct Pipeline<'a> {
    pub workspace: &'a Workspace,
    pub engines: Engines,
    pub launcher: &'a dyn Launch,
    pub slots: Slots,
    /// Whether to spend idle processors on what may not be needed.
    pub eager: bool,
    /// Whether the same answers come again, edited.
    pub edited_often: bool,
    /// Whether checks after a failed one are left out. They are worth points, and authors needn't know of them.
    pub until_a_failure: bool,
}

/// An answer to an exercise.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    pub exercise: &'a Exercise,
    pub suite: &'a Suite,
    /// `None`: there is no file.
    pub text: Option<&'a str>,
    /// The file as the person knows it, for rustc's messages.
    pub label: &'a str,
}

/// How urgent the parts are, where there are not enough slots: the real library and the simulated world decide first.
const FIRST: u32 = 0;
const SIMULATED: u32 = 1;
const LOOM: u32 = 2;
const PROGRAM: u32 = 3;

impl Pipeline<'_> {
    /// Judges one answer. A failure of the checker's own is a verdict too, `error`, so that other answers go on.
    pub fn examine(&self, answer: Answer) -> Verdict {
        self.examine_with_costs(answer).0
    }

    /// As [`Pipeline::examine`], with what each check that ran cost.
    pub fn examine_with_costs(&self, answer: Answer) -> (Verdict, BTreeMap<String, Cost>) {
        let start = Instant::now();
        let evidence = self
            .evidence(answer, &Follower::nobody())
            .unwrap_or_else(|error| Evidence::Trouble(error.to_string()));
        let verdict = judge(answer.suite, &evidence, start.elapsed().as_millis() as u64);
        (verdict, evidence.costs(answer.suite))
    }

    /// Like [`Pipeline::examine`], for whoever is better served by the error.
    pub fn try_examine(&self, answer: Answer) -> Result<Verdict, Error> {
        let start = Instant::now();
        let evidence = self.evidence(answer, &Follower::nobody())?;
        Ok(judge(answer.suite, &evidence, start.elapsed().as_millis() as u64))
    }

    /// Judges one answer and tells on the way what is certain already. `None`: it was called off.
    pub fn follow(&self, answer: Answer, follower: &Follower) -> Result<Option<Verdict>, Error> {
        let start = Instant::now();
        let evidence = self.evidence(answer, follower);
        // Whoever is called off in the middle of something may have come to any end.
        if follower.cancel.is_called_off() {
            return Ok(None);
        }
        let verdict = judge(answer.suite, &evidence?, start.elapsed().as_millis() as u64);
        Ok(Some(verdict))
    }

    /// rustc's warnings about an answer over the real std, which authors want to know.
    pub fn warnings(&self, answer: Answer) -> Result<Vec<String>, Error> {
        let stage = self.workspace.stage(answer.exercise, answer.text.unwrap_or(""))?;
        let work = Work {
            pipeline: self,
            answer,
            text: "",
            stage: &stage,
            follower: &Follower::nobody(),
        };
        let _slot = self.slots.take(FIRST);
        work.compiler(&Flag::default()).warnings()
    }

    /// The answer's text and its stage, or all that there is to say about it without running it.
    fn admit<'a>(&self, answer: Answer<'a>, follower: &Follower) -> Result<Result<(&'a str, Stage), Evidence>, Error> {
        let Some(text) = answer.text.filter(|text| !text.trim().is_empty()) else {
            return Ok(Err(Evidence::Missing));
        };
        // What is said about the answer if it compiles, and needn't be run for that.
        let known = match forbid::scan(text) {
            Scan::Read(refusals) if !refusals.is_empty() => return Ok(Err(Evidence::Forbidden(refusals))),
            Scan::Read(_) => forbid::todo(text).map(Evidence::Unfinished),
            Scan::NoTokens => Some(Evidence::Forbidden(vec![Refusal::unread()])),
        };
        let stage = self.workspace.stage(answer.exercise, text)?;
        let Some(known) = known else {
            return Ok(Ok((text, stage)));
        };
        let work = Work {
            pipeline: self,
            answer,
            text,
            stage: &stage,
            follower,
        };
        Ok(Err(match work.real_library(follower.cancel.asked())? {
            Compiled::Built(_) => known,
            Compiled::Refused(found) => Evidence::DoesNotCompile(work.relabelled(found)),
        }))
    }

    fn evidence(&self, answer: Answer, follower: &Follower) -> Result<Evidence, Error> {
        let (text, stage) = match self.admit(answer, follower)? {
            Ok(admitted) => admitted,
            Err(evidence) => return Ok(evidence),
        };
        let work = Work {
            pipeline: self,
            answer,
            text,
            stage: &stage,
            follower,
        };
        let telling = Telling::new(answer.suite, follower);
        if self.eager {
            work.all_at_once(&telling)
        } else {
            work.one_by_one(&telling)
        }
    }
}

/// One examination.
struct Work<'a> {
    pipeline: &'a Pipeline<'a>,
    answer: Answer<'a>,
    text: &'a str,
    stage: &'a Stage,
    follower: &'a Follower<'a>,
}

type Flag = Arc<AtomicBool>;

impl Work<'_> {
    fn one_by_one(&self, telling: &Telling) -> Result<Evidence, Error> {
        let asked = self.follower.cancel.asked();
        let library = match self.real_library(asked)? {
            Compiled::Built(library) => library,
            Compiled::Refused(found) => return Ok(Evidence::DoesNotCompile(self.relabelled(found))),
        };
        telling.compiles();
        let mut worlds = Vec::new();
        for world in [World::Simulated, World::Loom] {
            if let Some(observed) = self.world(world, asked, telling)? {
                let passed = all_passed(&observed);
                worlds.push((world, observed));
                if !passed {
                    return Ok(Evidence::Ran(worlds));
                }
            }
        }
        worlds.extend(
            self.program(&library, asked, telling)?
                .map(|observed| (World::Real, observed)),
        );
        Ok(Evidence::Ran(worlds))
    }

    fn all_at_once(&self, telling: &Telling) -> Result<Evidence, Error> {
        let cancel = self.follower.cancel.needless();
        std::thread::scope(|scope| {
            let simulated = scope.spawn(|| self.world(World::Simulated, cancel, telling));
            // The loom world and the program wait for slots behind these two, so that nothing decisive is held up.
            let library = match self.real_library(self.follower.cancel.asked()) {
                Ok(Compiled::Built(library)) => library,
                refused => {
                    follow::set(cancel);
                    return refused.map(|refused| match refused {
                        Compiled::Refused(found) => Evidence::DoesNotCompile(self.relabelled(found)),
                        Compiled::Built(_) => Evidence::Ran(Vec::new()),
                    });
                }
            };
            telling.compiles();
            let loom = scope.spawn(|| self.world(World::Loom, cancel, telling));
            let program = scope.spawn(move || self.program(&library, cancel, telling));
            let mut worlds = Vec::new();
            for (world, thread) in [
                (World::Simulated, simulated),
                (World::Loom, loom),
                (World::Real, program),
            ] {
                let observed = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                if observed.is_err() {
                    follow::set(cancel);
                }
                if let Some(observed) = observed? {
                    let passed = all_passed(&observed);
                    worlds.push((world, observed));
                    if !passed {
                        follow::set(cancel);
                        break;
                    }
                }
            }
            Ok(Evidence::Ran(worlds))
        })
    }

    fn compiler(&self, cancel: &Flag) -> Compiler<'_> {
        Compiler {
            launcher: self.pipeline.launcher,
            engines: &self.pipeline.engines,
            stage: self.stage,
            name: &self.answer.exercise.name,
            suites: self.pipeline.workspace.compiled_suites(),
            pins: self.pins(),
            edited_often: self.pipeline.edited_often,
            cancelled: Arc::clone(cancel),
        }
    }

    fn pins(&self) -> String {
        // A stub that is not there is found out by whoever looks at the exercise itself.
        let stub = self.answer.suite.stub().unwrap_or_default();
        let given = walkdir::WalkDir::new(self.answer.exercise.directory.join("src")).sort_by_file_name();
        let given = given.into_iter().flatten().filter(|entry| {
            let name = entry.file_name();
            name != "lib.rs" && name != "main.rs" && entry.path().extension().is_some_and(|kind| kind == "rs")
        });
        let given: Vec<String> = given
            .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
            .collect();
        pins(&self.answer.exercise.name, &stub, &given)
    }

    fn real_library(&self, cancel: &Flag) -> Result<Compiled, Error> {
        let _slot = self.pipeline.slots.take(FIRST);
        self.compiler(cancel).library(World::Real)
    }

    /// Builds the checks of a stand-in world. `None`: it has none, or nobody wants to know any more.
    fn built(&self, world: World, cancel: &Flag) -> Result<Option<Result<PathBuf, Observed>>, Error> {
        let suite = self.answer.suite;
        let Some(source) = suite.source(world).filter(|_| suite.of(world).next().is_some()) else {
            return Ok(None);
        };
        let urgency = urgency(world);
        let compiler = self.compiler(cancel);
        let compiled = {
            let _slot = self.pipeline.slots.take(urgency);
            if follow::is_set(cancel) {
                return Ok(None);
            }
            compiler.library(world)?
        };
        let library = match compiled {
            Compiled::Built(library) => library,
            Compiled::Refused(_) if follow::is_set(cancel) => return Ok(None),
            Compiled::Refused(found) => return Ok(Some(Err(Observed::StandInLacks(found)))),
        };
        let compiled = {
            let _slot = self.pipeline.slots.take(urgency);
            compiler.suite(world, &source, &library)?
        };
        Ok(match compiled {
            Compiled::Built(binary) => Some(Ok(binary)),
            Compiled::Refused(_) if follow::is_set(cancel) => None,
            Compiled::Refused(found) => Some(Err(self.does_not_fit(found))),
        })
    }

    /// Builds and runs the checks of a stand-in world. `None`: it has none, or nobody wants to know any more.
    fn world(&self, world: World, cancel: &Flag, telling: &Telling) -> Result<Option<Observed>, Error> {
        let binary = match self.built(world, cancel)? {
            Some(Ok(binary)) => binary,
            Some(Err(observed)) => {
                telling.world(world, &observed);
                return Ok(Some(observed));
            }
            None => return Ok(None),
        };
        let checks: Vec<String> = self.answer.suite.of(world).map(|check| check.id.clone()).collect();
        let _slot = self.pipeline.slots.take(urgency(world));
        let directory = self.stage.make(&format!("run/{}", world.name()))?;
        let run = SuiteRun {
            launcher: self.pipeline.launcher,
            binary: &binary,
            directory: &directory,
            source: self.text,
            replay: None,
            until_a_failure: self.pipeline.until_a_failure,
            tell: &|observation| telling.check(world, observation.clone()),
            cancelled: Arc::clone(cancel),
        };
        Ok(run.observe(&checks)?.map(Observed::Checks))
    }

    /// Builds and runs the given `main.rs` on real threads.
    fn program(&self, library: &Path, cancel: &Flag, telling: &Telling) -> Result<Option<Observed>, Error> {
        let Some(asked) = &self.answer.suite.program else {
            return Ok(None);
        };
        let compiled = {
            let _slot = self.pipeline.slots.take(PROGRAM);
            if follow::is_set(cancel) {
                return Ok(None);
            }
            self.compiler(cancel).program(library)?
        };
        let binary = match compiled {
            Compiled::Built(binary) => binary,
            Compiled::Refused(_) if follow::is_set(cancel) => return Ok(None),
            Compiled::Refused(found) => {
                let observed = self.does_not_fit(found);
                telling.world(World::Real, &observed);
                return Ok(Some(observed));
            }
        };
        let _slot = self.pipeline.slots.take(PROGRAM);
        let directory = self.stage.make("run/real")?;
        let launcher = self.pipeline.launcher;
        let run = evidence::run_program(launcher, binary, &directory, asked, self.text, Arc::clone(cancel))?;
        let observed = run.map(Observed::Program);
        if let Some(observed) = &observed {
            telling.world(World::Real, observed);
        }
        Ok(observed)
    }

    fn does_not_fit(&self, found: Vec<Diagnostic>) -> Observed {
        let stub = self.answer.suite.stub().unwrap_or_default();
        Observed::DoesNotFit(self.relabelled(found), signature::expected(&stub, self.text))
    }

    /// rustc's messages with the paths that the person knows.
    fn relabelled(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let root = format!(
            "{}{}",
            self.pipeline.workspace.root.display(),
            std::path::MAIN_SEPARATOR
        );
        let source = format!("exercises/{}/src/", self.answer.exercise.folder);
        for diagnostic in &mut found {
            let lines = diagnostic
                .rendered
                .lines()
                .filter(|line| !line.contains("the full type name") && !line.contains("`--verbose` to print"));
            let rewritten = lines.map(|line| {
                let place = ["--> ", "::: "]
                    .iter()
                    .find_map(|arrow| line.split_once(arrow).map(|(before, path)| (before, *arrow, path)));
                match place {
                    Some((before, arrow, path)) if before.trim().is_empty() => {
                        let path = match path.strip_prefix("src/") {
                            Some(file) if file.starts_with("lib.rs") => {
                                path.replacen("src/lib.rs", self.answer.label, 1)
                            }
                            Some(file) => format!("{source}{file}"),
                            None => path.replace(&root, ""),
                        };
                        format!("{before}{arrow}{path}\n")
                    }
                    _ => format!("{line}\n"),
                }
            });
            diagnostic.rendered = rewritten.collect();
        }
        found
    }
}

fn urgency(world: World) -> u32 {
    match world {
        World::Simulated => SIMULATED,
        World::Loom => LOOM,
        World::Real => PROGRAM,
    }
}

fn all_passed(observed: &Observed) -> bool {
    match observed {
        Observed::StandInLacks(_) | Observed::DoesNotFit(..) => false,
        Observed::Checks(observations) => !observations.iter().any(Observation::failed),
        // Nothing comes after it.
        Observed::Program(_) => true,
    }
}
