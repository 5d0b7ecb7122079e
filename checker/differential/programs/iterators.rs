//! Threads and channels with iterators and collections.

use super::super::{Program, program};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Mutex, mpsc};
use std::thread;

pub fn programs() -> Vec<Program> {
    vec![
        program("handles_collected_and_joined_in_order", &["[0, 1, 4]"], || {
            let handles: Vec<_> = (0..3).map(|n| thread::spawn(move || n * n)).collect();
            handles.into_iter().map(|handle| handle.join().unwrap()).collect::<Vec<i32>>()
        }),
        program("a_lazy_iterator_joins_each_before_the_next", &["1"], || {
            let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
            thread::scope(|s| {
                (0..2)
                    .map(|_| {
                        s.spawn(|| {
                            most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
                            inside.fetch_sub(1, SeqCst);
                        })
                    })
                    .for_each(|thread| thread.join().unwrap());
            });
            most.into_inner()
        }),
        program("a_collected_one_lets_them_overlap", &["1", "2"], || {
            let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
            thread::scope(|s| {
                let threads: Vec<_> = (0..2)
                    .map(|_| {
                        s.spawn(|| {
                            most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
                            inside.fetch_sub(1, SeqCst);
                        })
                    })
                    .collect();
                threads.into_iter().for_each(|thread| thread.join().unwrap());
            });
            most.into_inner()
        }),
        program("taking_two_of_three_messages", &["[1, 2]"], || {
            let (tx, rx) = mpsc::channel();
            thread::spawn(move || (1..=3).try_for_each(|n| tx.send(n)));
            rx.iter().take(2).collect::<Vec<i32>>()
        }),
        program("two_channels_zipped", &["[(1, 'a'), (2, 'b')]"], || {
            let (numbers, letters) = (mpsc::channel(), mpsc::channel());
            let (tx, rx) = numbers;
            thread::spawn(move || [1, 2].map(|n| tx.send(n)));
            let (tx, other) = letters;
            thread::spawn(move || ['a', 'b', 'c'].map(|letter| tx.send(letter)));
            rx.into_iter().zip(other).collect::<Vec<(i32, char)>>()
        }),
        program("messages_sorted_by_their_index", &["[\"zero\", \"one\"]"], || {
            let (tx, rx) = mpsc::channel();
            for (index, word) in ["zero", "one"].into_iter().enumerate() {
                let tx = tx.clone();
                thread::spawn(move || tx.send((index, word)).unwrap());
            }
            drop(tx);
            rx.iter().collect::<BTreeMap<usize, &str>>().into_values().collect::<Vec<_>>()
        }),
        program("words_counted_by_two_threads", &["[(\"a\", 3), (\"b\", 1)]"], || {
            let counts = Mutex::new(HashMap::new());
            thread::scope(|s| {
                for words in [["a", "b"], ["a", "a"]] {
                    let counts = &counts;
                    s.spawn(move || words.map(|word| *counts.lock().unwrap().entry(word).or_insert(0) += 1));
                }
            });
            counts.into_inner().unwrap().into_iter().collect::<BTreeMap<_, i32>>().into_iter().collect::<Vec<_>>()
        }),
        program("jobs_taken_from_a_shared_iterator", &["[0, 1, 2, 3]"], || {
            let (jobs, done) = (Mutex::new(0..4), Mutex::new(Vec::new()));
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        while let Some(job) = { jobs.lock().unwrap().next() } {
                            done.lock().unwrap().push(job);
                        }
                    });
                }
            });
            let mut done = done.into_inner().unwrap();
            done.sort_unstable();
            done
        }),
        program("guard_in_a_while_let_lives_through_the_body", &["Deadlock"], || {
            let jobs = Mutex::new(vec![1, 2]);
            while let Some(job) = jobs.lock().unwrap().pop() {
                if job == 2 {
                    jobs.lock().unwrap().clear();
                }
            }
        }),
        program("a_hash_set_of_what_two_threads_found", &["(3, true)"], || {
            let (tx, rx) = mpsc::channel();
            thread::scope(|s| {
                for found in [[1, 2], [2, 3]] {
                    let tx = tx.clone();
                    s.spawn(move || found.map(|n| tx.send(n).unwrap()));
                }
            });
            drop(tx);
            let set: HashSet<i32> = rx.into_iter().collect();
            (set.len(), (1..=3).all(|n| set.contains(&n)))
        }),
        program("sums_of_chunks", &["[3, 7, 5]"], || {
            let numbers = [1, 2, 3, 4, 5];
            thread::scope(|s| {
                let threads: Vec<_> = numbers.chunks(2).map(|chunk| s.spawn(|| chunk.iter().sum::<i32>())).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
            })
        }),
    ]
}
