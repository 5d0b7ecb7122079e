//! From a failing execution to the simplest one that fails in the same way: with the fewest preemptions, then the fewest switches from one
//! thread to another, then the fewest steps.
//!
//! A choice after the other is put back to its default, and what still fails and is simpler is kept: delta debugging with
//! single choices, after Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002.

use engine::__engine::Report;

/// Executions and steps that shrinking may take.
const MOST_EXECUTIONS: u32 = 200;
const MOST_STEPS: u64 = 60_000;

/// What makes one failing execution simpler than another.
fn size(report: &Report) -> (u32, u32, u64) {
    (report.preemptions, report.switches, report.steps)
}

fn choices(report: &Report) -> Vec<u8> {
    report.path.iter().map(|choice| choice.taken).collect()
}

/// The simplest execution found. `fails` runs one along a prefix of choices and returns its report if it fails in the same way.
pub fn shrunk(failing: Report, fails: impl Fn(Box<[u8]>) -> Option<Report>) -> Report {
    let mut best = failing;
    let (mut executions, mut steps) = (0, 0);
    loop {
        let path = choices(&best);
        let deviations = (0..path.len()).rev().filter(|&at| path[at] != 0);
        let mut simpler = None;
        'candidates: for at in deviations {
            let mut without = path.clone();
            without[at] = 0;
            for candidate in [without, path[..at].to_vec()] {
                if executions == MOST_EXECUTIONS || steps > MOST_STEPS {
                    return best;
                }
                executions += 1;
                if let Some(report) = fails(candidate.into()) {
                    steps += report.steps;
                    if size(&report) < size(&best) {
                        simpler = Some(report);
                        break 'candidates;
                    }
                } else {
                    // What passed made about as many steps.
                    steps += best.steps;
                }
            }
        }
        match simpler {
            Some(report) => best = report,
            None => return best,
        }
    }
}
