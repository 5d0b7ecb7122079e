//! The order of a hash map is a function of what is in it, so that every execution can be run again.

use crate::common::explore;
use std::collections::{HashMap, HashSet, hash_map};
use std::hash::{BuildHasher, RandomState};
use std::sync::Mutex;
use std::thread;

#[test]
fn every_execution_sees_the_same_order() {
    let explored = explore(|| {
        let seen = Mutex::new(Vec::new());
        let map: HashMap<u32, ()> = (0..50).map(|key| (key, ())).collect();
        let set: HashSet<String> = (0..50).map(|key| format!("key {key}")).collect();
        thread::scope(|scope| {
            scope.spawn(|| seen.lock().unwrap().push(0));
            scope.spawn(|| seen.lock().unwrap().push(0));
        });
        (map, set)
    });
    assert!(explored.executions > 1, "there was nothing to compare");
    assert_eq!(explored.outcomes.len(), 1, "{:#?}", explored.outcomes);
}

/// A thread for each entry, in the map's order: with a random one, a schedule would mean something else the next time.
#[test]
fn threads_started_in_the_order_of_a_map_end_in_the_same_ways() {
    let program = || {
        let map = HashMap::from([("a", 1), ("b", 2), ("c", 3)]);
        let seen = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for (name, _) in &map {
                scope.spawn(|| seen.lock().unwrap().push(*name));
            }
        });
        seen.into_inner().unwrap()
    };
    let (first, second) = (explore(program), explore(program));
    assert_eq!(first.outcomes.len(), 6, "{:?}", first.outcomes);
    assert_eq!((first.executions, first.outcomes), (second.executions, second.outcomes));
}

#[test]
fn two_maps_with_the_same_history_have_the_same_order() {
    let keys = |map: &HashMap<u32, u32>| map.keys().copied().collect::<Vec<u32>>();
    let one: HashMap<u32, u32> = (0..100).zip(0..).collect();
    let mut other = HashMap::new();
    other.extend((0..100).zip(0..));
    assert_eq!(keys(&one), keys(&other));
    assert_ne!(
        keys(&one),
        (0..100).collect::<Vec<u32>>(),
        "nobody shall think that the order is that of the keys"
    );
}

#[test]
fn all_states_give_the_same_hashes() {
    let hash = RandomState::new().hash_one("key");
    assert_eq!(hash, hash_map::RandomState::default().hash_one("key"));
    assert_eq!(hash, HashSet::<u8>::with_capacity(10).hasher().hash_one("key"));
    assert_ne!(hash, RandomState::new().hash_one("another key"));
}
