//! 13_deadlock under the weak memory model.

use deadlock::Bank;
use harness::{Kind, Verdict, checks, each, explore, wrong};
use std::thread;

checks! {
    0.5  weak_memory_keeps_the_money  "Under the weak memory model too, no money is lost or made";
}

fn weak_memory_keeps_the_money() -> Verdict {
    each([[(0, 1), (1, 0)], [(0, 1), (0, 1)]], |[one, other]| {
        explore(move || {
            let bank = Bank::new(&[10, 20]);
            thread::scope(|scope| {
                scope.spawn(|| bank.transfer(one.0, one.1, 4));
                scope.spawn(|| bank.transfer(other.0, other.1, 5));
            });
            (bank.balance(0), bank.balance(1))
        })
        .executions(1_500)
        .always(move |run| {
            let Some(&(left, right)) = run.result else { return Ok(()) };
            let wanted = if one == other { (1, 29) } else { (11, 19) };
            if (left, right) == wanted {
                return Ok(());
            }
            let message = format!(
                "After two transfers the accounts hold {left} and {right} instead of {} and {}: a thread read an older value than the other had written.",
                wanted.0, wanted.1
            );
            Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
        })
        .verdict()
    })
}
