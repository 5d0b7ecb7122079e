//! 06_thread_lifecycle under the weak memory model.

use harness::{Kind, Verdict, checks, each, explore, mark, wrong};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use thread_lifecycle::{State, Supervisor};

checks! {
    0.5  weak_memory_shows_the_end  "Under the weak memory model too, what the work did can be seen";
}

fn weak_memory_shows_the_end() -> Verdict {
    each([true, false], |waits| {
        explore(move || {
            let pages = Arc::new(AtomicU32::new(0));
            let printed = Arc::clone(&pages);
            let mut supervisor = Supervisor::new(move || {
                mark("the work writes 3", 0);
                printed.store(3, Ordering::Relaxed);
            });
            supervisor.start();
            if waits {
                let _ = supervisor.wait();
            } else {
                drop(supervisor);
            }
            mark("main looks at what was written", 0);
            pages.load(Ordering::Relaxed)
        })
        .always(move |run| match run.result {
            Some(3) | None => Ok(()),
            Some(_) => {
                let after = if waits {
                    "`wait` had returned"
                } else {
                    "the supervisor had been dropped"
                };
                let message = format!("When {after}, what the work had written was not there yet.");
                Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
            }
        })
        .verdict()
    })
    .and(a_panic_is_never_finished)
}

/// Whoever asks twice sees no `Finished` before `Panicked`.
fn a_panic_is_never_finished() -> Verdict {
    explore(|| {
        let mut supervisor: Supervisor<()> = Supervisor::new(|| panic!("out of paper"));
        supervisor.start();
        [supervisor.state(), supervisor.state()]
    })
    .executions(1_500)
    .always(|run| {
        let Some(states) = run.result else { return Ok(()) };
        let right = |state: &State| *state == State::Running || *state == State::Panicked("out of paper".to_string());
        match states.iter().find(|state| !right(state)) {
            Some(state) => {
                let message = format!("The work panicked, and the state is `{state:?}`: it was put together from older values than had been written.");
                Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
            }
            None => Ok(()),
        }
    })
    .verdict()
}
