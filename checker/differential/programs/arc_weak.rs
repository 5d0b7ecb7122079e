//! `Arc` and `Weak`: who is the last to hold a value.
//!
//! An `Arc` is the real one in every world: cloning and dropping it are no steps at which a search may choose.

use super::super::Deviation::ArcIsNoStep;
use super::super::{Program, program};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, Weak};
use std::thread;

pub fn programs() -> Vec<Program> {
    vec![
        program("unwrapping_while_another_may_hold_it", &["Err(())", "Ok(1)"], || {
            let shared = Arc::new(Mutex::new(0));
            let theirs = Arc::clone(&shared);
            let thread = thread::spawn(move || *theirs.lock().unwrap() += 1);
            let tried = Arc::try_unwrap(shared).map(|lock| lock.into_inner().unwrap()).map_err(drop);
            thread.join().unwrap();
            tried
        })
        .loom_deviates(ArcIsNoStep, &["Err(())"]),
        program("unwrapping_after_the_join", &["Ok(1)"], || {
            let shared = Arc::new(Mutex::new(0));
            let theirs = Arc::clone(&shared);
            thread::spawn(move || *theirs.lock().unwrap() += 1).join().unwrap();
            Arc::try_unwrap(shared).map(|lock| lock.into_inner().unwrap()).map_err(drop)
        }),
        program("exactly_one_of_two_gets_the_inner_value", &["1"], || {
            let shared = Arc::new(5);
            let theirs = Arc::clone(&shared);
            let other = thread::spawn(move || Arc::into_inner(theirs));
            let mine = Arc::into_inner(shared);
            [mine, other.join().unwrap()].iter().flatten().count()
        }),
        program("upgrading_while_the_owner_goes", &["None", "Some(7)"], || {
            let (shared, steps) = (Arc::new(7), AtomicUsize::new(0));
            let weak = Arc::downgrade(&shared);
            thread::scope(|s| {
                let steps = &steps;
                s.spawn(move || {
                    steps.fetch_add(1, SeqCst);
                    drop(shared);
                });
                steps.fetch_add(1, SeqCst);
                weak.upgrade().map(|value| *value)
            })
        }),
        program("an_upgraded_value_stays_though_the_owner_goes", &["None", "Some((7, 7))"], || {
            let shared = Arc::new(AtomicUsize::new(7));
            let weak = Arc::downgrade(&shared);
            let owner = thread::spawn(move || shared.load(SeqCst));
            weak.upgrade().map(|value| {
                let before = value.load(SeqCst);
                owner.join().unwrap();
                (before, value.load(SeqCst))
            })
        })
        .loom_deviates(ArcIsNoStep, &["Some((7, 7))"]),
        program("the_last_owner_drops_the_value", &["(1, 1)"], || {
            struct Counts(Arc<AtomicUsize>);
            impl Drop for Counts {
                fn drop(&mut self) {
                    self.0.fetch_add(1, SeqCst);
                }
            }
            let drops = Arc::new(AtomicUsize::new(0));
            let first = Arc::new(Counts(Arc::clone(&drops)));
            let threads = [0, 1].map(|_| {
                let counts = Arc::clone(&first);
                thread::spawn(move || drop(counts))
            });
            drop(first);
            let ended = threads.into_iter().map(|thread| thread.join().unwrap()).count();
            (ended / 2, drops.load(SeqCst))
        }),
        program("strong_and_weak_are_counted", &["(2, 1, 1, 0)"], || {
            let shared = Arc::new(());
            let weak = Arc::downgrade(&shared);
            let second = Arc::clone(&shared);
            let counts = (Arc::strong_count(&shared), Arc::weak_count(&shared));
            drop(second);
            let alone = weak.strong_count();
            drop(shared);
            (counts.0, counts.1, alone, weak.strong_count())
        }),
        program("a_child_that_knows_its_parent", &["(\"parent\", true)"], || {
            struct Node {
                name: &'static str,
                parent: Mutex<Weak<Node>>,
            }
            let node = |name| Arc::new(Node { name, parent: Mutex::new(Weak::new()) });
            let (parent, child) = (node("parent"), node("child"));
            *child.parent.lock().unwrap() = Arc::downgrade(&parent);
            let theirs = Arc::clone(&child);
            let name = thread::spawn(move || theirs.parent.lock().unwrap().upgrade().unwrap().name)
                .join()
                .unwrap();
            drop(parent);
            let orphan = child.parent.lock().unwrap().upgrade().is_none();
            (name, orphan)
        }),
        program("a_trait_object_is_shared", &["(\"3\", \"three\")"], || {
            let shown: Vec<Arc<dyn ToString + Send + Sync>> = vec![Arc::new(3), Arc::new("three")];
            let texts: Vec<String> = shown
                .iter()
                .map(|value| {
                    let value = Arc::clone(value);
                    thread::spawn(move || value.to_string()).join().unwrap()
                })
                .collect();
            (texts[0].clone(), texts[1].clone())
        }),
        program("copy_on_write", &["([1], [1, 2])"], || {
            let mut ours = Arc::new(vec![1]);
            let theirs = Arc::clone(&ours);
            Arc::make_mut(&mut ours).push(2);
            let theirs = thread::spawn(move || theirs.to_vec()).join().unwrap();
            (theirs, ours.to_vec())
        }),
    ]
}
