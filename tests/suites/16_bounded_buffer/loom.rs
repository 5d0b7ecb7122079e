//! 16_bounded_buffer under the weak memory model.

use bounded_buffer::BoundedBuffer;
use harness::{Kind, Mistake, Run, Verdict, checks, explore, wrong};
use std::sync::Arc;
use std::thread;

checks! {
    0.5  weak_memory_loses_no_item  "Under the weak memory model too, every item arrives and closing is heard";
}

fn weak_memory_loses_no_item() -> Verdict {
    let items = || {
        explore(|| {
            let buffer = Arc::new(BoundedBuffer::new(1));
            let theirs = Arc::clone(&buffer);
            let producer = thread::spawn(move || {
                for item in 1..=2 {
                    let _ = theirs.push(item);
                }
            });
            let taken = vec![buffer.pop(), buffer.pop()];
            drop(producer.join());
            taken
        })
        .always(|run| is(run, &[Some(1), Some(2)]))
        .verdict()
    };
    let close = || {
        explore(|| {
            let buffer = Arc::new(BoundedBuffer::new(1));
            let theirs = Arc::clone(&buffer);
            let producer = thread::spawn(move || {
                let _ = theirs.push(1);
                theirs.close();
            });
            let taken = vec![buffer.pop(), buffer.pop()];
            drop(producer.join());
            taken
        })
        .always(|run| is(run, &[Some(1), None]))
        .verdict()
    };
    items().and(close)
}

fn is(run: &Run<Vec<Option<i32>>>, right: &[Option<i32>]) -> Result<(), Mistake> {
    match run.result {
        Some(taken) if taken != right => {
            let message = format!(
                "`pop` gives {taken:?} instead of {right:?}: what one thread wrote was not yet visible to the one that read it."
            );
            Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
        }
        _ => Ok(()),
    }
}
