//! Runs the tests of a crate in both worlds, and sees to it that none is forgotten.

use crate::Otherwise;
use crate::compile::{Subject, World, compile};
use assert_cmd::Command as AssertCommand;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// A test that takes longer than this in all its executions hangs.
const LIMIT: Duration = Duration::from_secs(120);

/// All tests of the subject pass in both worlds.
pub fn check(subject: &Subject) {
    let mut known = BTreeSet::new();
    for target in subject.targets {
        let run_in = |world| {
            let program = compile(subject, target, world);
            let tests = listed(&program);
            let explored = run(subject, &program, &tests, world);
            (tests, explored)
        };
        // Over std most of them sleep most of the time.
        let ((tests, real), (_, simulated)) = std::thread::scope(|scope| {
            let real = scope.spawn(|| run_in(World::Real));
            let simulated = run_in(World::Simulated);
            (real.join().expect("the tests pass over std"), simulated)
        });
        known.extend(tests);
        assert!(!simulated.is_empty(), "{} has no tests", subject.package);
        println!(
            "{}: {} tests over std, {} in the simulated world",
            subject.package,
            real.len(),
            simulated.len()
        );
        for (test, executions) in simulated {
            println!("  {test}: {executions}");
        }
    }
    for (test, otherwise) in subject.otherwise {
        assert!(known.contains(*test), "{} has no test {test}", subject.package);
        println!("  otherwise: {test}: {otherwise:?}");
    }
}

fn listed(program: &Path) -> BTreeSet<String> {
    let listed = output(AssertCommand::new(program).args(["--list", "--format", "terse"]));
    let names = listed.lines().filter_map(|line| line.strip_suffix(": test"));
    names.map(str::to_owned).collect()
}

/// Runs the tests, and returns for each how far it was explored.
fn run(subject: &Subject, program: &Path, tests: &BTreeSet<String>, world: World) -> BTreeMap<String, String> {
    let mut tests = tests.clone();
    let mut command = AssertCommand::new(program);
    command.arg("--exact");
    let mut once = Vec::new();
    for (name, otherwise) in subject.otherwise {
        match otherwise {
            Otherwise::Once(_) => once.push(*name),
            Otherwise::OverStd(_) if world == World::Real => {}
            Otherwise::InSimulatedTime(_) if world == World::Simulated => {}
            Otherwise::OverStd(_) | Otherwise::InSimulatedTime(_) | Otherwise::Nowhere(_) => {
                tests.remove(*name);
                command.args(["--skip", name]);
            }
        }
    }
    if world == World::Real {
        // They sleep most of the time.
        output(command.arg("--test-threads=64"));
        return tests.into_iter().map(|test| (test, "over std".to_owned())).collect();
    }
    let report = program.with_extension("report");
    std::fs::write(&report, "").expect("the target folder can be written to");
    output(
        command
            .env("THIRD_PARTY_REPORT", &report)
            .env("THIRD_PARTY_ONCE", once.join(",")),
    );
    let report = std::fs::read_to_string(&report).expect("the tests wrote a report");
    let explored: BTreeMap<String, String> = report
        .lines()
        .filter_map(|line| Some((line.split_once(' ')?.0.to_owned(), line.split_once(' ')?.1.to_owned())))
        .collect();
    let missing: Vec<String> = tests.into_iter().filter(|test| !explored.contains_key(test)).collect();
    assert!(missing.is_empty(), "{} was not explored: {missing:?}", subject.package);
    explored
}

fn output(command: &mut AssertCommand) -> String {
    let output = command.timeout(LIMIT).output().expect("the tests can be started");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{command:?}: {}\n{said}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    said
}
