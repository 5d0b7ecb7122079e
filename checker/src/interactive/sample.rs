//! A small story for the tests of the screens: an update is lost.

use crate::render::Look;
use recorder::Story;
use recorder::story::{Hold, Step, Thing};

pub const SOURCE: &str = "\
fn main() { spawn(add); spawn(add); }
fn add() { let value = *counter.lock().unwrap();
    *counter.lock().unwrap() = value + 1;
}
";

pub const LOOK: Look = Look {
    colour: false,
    width: 80,
    unicode: true,
    narrated: false,
};

pub fn story() -> Story {
    let step = |thread, line, text: &str, value: Option<&str>| Step {
        thread,
        line: Some(line),
        text: text.to_owned(),
        thing: value.map(|_| 0),
        value: value.map(str::to_owned),
        ..Step::default()
    };
    let mut steps = vec![
        step(0, 1, "spawn thread 1", None),
        step(0, 1, "spawn thread 2", None),
        step(1, 2, "lock counter, read 0", Some("0")),
        step(1, 2, "unlock counter", None),
        step(2, 2, "lock counter, read 0", Some("0")),
        step(2, 3, "lock counter, write 1", Some("1")),
        step(1, 3, "lock counter, write 1", Some("1")),
        step(0, 1, "print \"done\\n\"", None),
    ];
    steps[3].minor = true;
    steps[6].remark = Some("thread 2's update is lost here".to_owned());
    steps[7].printed = Some("done\n".to_owned());
    let hold = |thread, from, to| Hold {
        thread,
        thing: 0,
        from,
        to: Some(to),
    };
    Story {
        threads: ["main", "thread 1", "thread 2"].map(str::to_owned).to_vec(),
        things: vec![Thing {
            name: "counter".to_owned(),
            kind: "lock".to_owned(),
        }],
        steps,
        holds: vec![hold(1, 2, 3), hold(2, 4, 4)],
        decisive: Some(6),
        replay: "no_update_is_lost.1.4x1".to_owned(),
        preemptions: 1,
        ..Story::default()
    }
}
