//! Names, ids and builders of threads.

use super::super::{Program, program};
use std::collections::HashSet;
use std::sync::mpsc;
use std::thread;

fn own_name() -> Option<String> {
    thread::current().name().map(str::to_string)
}

pub fn programs() -> Vec<Program> {
    vec![
        program("a_named_thread_knows_its_name", &["Some(\"worker\")"], || {
            let thread = thread::Builder::new().name("worker".to_string()).spawn(own_name);
            thread.unwrap().join().unwrap()
        }),
        program("a_spawned_thread_has_no_name", &["(None, None)"], || {
            let thread = thread::spawn(own_name);
            let outside = thread.thread().name().map(str::to_string);
            (outside, thread.join().unwrap())
        }),
        program("a_named_thread_in_a_scope", &["[Some(\"worker 0\"), Some(\"worker 1\")]"], || {
            thread::scope(|s| {
                let threads =
                    [0, 1].map(|n| thread::Builder::new().name(format!("worker {n}")).spawn_scoped(s, own_name));
                threads.map(|thread| thread.unwrap().join().unwrap())
            })
        }),
        program("a_handle_tells_the_name_of_its_thread", &["\"worker\""], || {
            let builder = thread::Builder::new().name("worker".into()).stack_size(64 * 1024);
            let thread = builder.spawn(|| {}).unwrap();
            let name = thread.thread().name().unwrap_or("nobody").to_string();
            thread.join().unwrap();
            name
        }),
        program("every_thread_has_its_own_id", &["4"], || {
            let mut ids = HashSet::from([thread::current().id()]);
            for _ in 0..3 {
                ids.insert(thread::spawn(|| thread::current().id()).join().unwrap());
            }
            ids.len()
        }),
        program("inside_and_outside_a_thread_has_the_same_id", &["true"], || {
            let thread = thread::spawn(|| thread::current().id());
            let outside = thread.thread().id();
            outside == thread.join().unwrap()
        }),
        program("a_thread_sends_itself", &["(true, true)"], || {
            let (tx, rx) = mpsc::channel();
            let thread = thread::spawn(move || tx.send(thread::current()).unwrap());
            let itself = rx.recv().unwrap();
            let same = itself.id() == thread.thread().id();
            (same, itself.id() != thread::current().id())
        }),
        program("a_panic_carries_the_name_nowhere", &["(Some(\"worker\"), Some(\"boo\"))"], || {
            let thread = thread::Builder::new()
                .name("worker".into())
                .spawn(|| panic!("boo"))
                .unwrap();
            let name = thread.thread().name().map(str::to_string);
            (name, thread.join().unwrap_err().downcast_ref::<&str>().copied())
        }),
        program("there_is_at_least_one_processor", &["Ok(true)"], || {
            thread::available_parallelism().map(|n| n.get() >= 1).map_err(drop)
        }),
        program("names_of_threads_that_race", &["[\"a\", \"b\"]", "[\"b\", \"a\"]"], || {
            let (tx, rx) = mpsc::channel();
            for name in ["a", "b"] {
                let tx = tx.clone();
                let named = thread::Builder::new().name(name.to_string());
                named.spawn(move || tx.send(own_name().unwrap()).unwrap()).unwrap();
            }
            drop(tx);
            rx.iter().collect::<Vec<String>>()
        }),
    ]
}
