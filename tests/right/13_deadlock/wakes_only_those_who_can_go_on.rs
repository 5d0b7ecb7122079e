//! Who has to wait leaves a note with its accounts and parks. Whoever gives accounts back hands them over: the first whose accounts are
//! all free gets them and is unparked.

mod ledger;
pub use ledger::{BOOKING, book};

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Thread};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

struct Note {
    needs: [usize; 2],
    thread: Thread,
    granted: Arc<AtomicBool>,
}

struct Office {
    balances: Vec<u64>,
    in_use: Vec<bool>,
    notes: VecDeque<Note>,
}

impl Office {
    fn take(&mut self, needs: [usize; 2]) -> bool {
        let free = needs.iter().all(|&account| !self.in_use[account]);
        if free {
            needs.iter().for_each(|&account| self.in_use[account] = true);
        }
        free
    }

    fn give_back(&mut self, accounts: [usize; 2]) {
        accounts.iter().for_each(|&account| self.in_use[account] = false);
        for note in std::mem::take(&mut self.notes) {
            if self.take(note.needs) {
                note.granted.store(true, Ordering::Release);
                note.thread.unpark();
            } else {
                self.notes.push_back(note);
            }
        }
    }
}

pub struct Bank {
    office: Mutex<Office>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            office: Mutex::new(Office {
                balances: balances.to_vec(),
                in_use: vec![false; balances.len()],
                notes: VecDeque::new(),
            }),
        }
    }

    fn take(&self, needs: [usize; 2]) {
        let granted = Arc::new(AtomicBool::new(false));
        {
            let mut office = self.office.lock().unwrap();
            if office.take(needs) {
                return;
            }
            office.notes.push_back(Note {
                needs,
                thread: thread::current(),
                granted: Arc::clone(&granted),
            });
        }
        while !granted.load(Ordering::Acquire) {
            thread::park();
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.take([account; 2]);
        let mut office = self.office.lock().unwrap();
        let balance = office.balances[account];
        office.give_back([account; 2]);
        balance
    }

    pub fn total(&self) -> u64 {
        self.office.lock().unwrap().balances.iter().sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        self.take([from, to]);
        let balance = self.office.lock().unwrap().balances[from];
        let enough = balance >= amount;
        if enough {
            book(from, to, amount);
        }
        let mut office = self.office.lock().unwrap();
        if enough {
            office.balances[from] -= amount;
            office.balances[to] += amount;
        }
        office.give_back([from, to]);
        if enough {
            Ok(())
        } else {
            Err(Refused { balance, amount })
        }
    }
}
