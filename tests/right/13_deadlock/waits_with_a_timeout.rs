//! Busy marks in one table and a Condvar with a timeout: who waits looks again every tenth of a second, or earlier when called.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};
use std::time::Duration;

const LOOK_AGAIN: Duration = Duration::from_millis(100);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

#[derive(Default)]
struct Entry {
    balance: u64,
    in_use: bool,
}

pub struct Bank {
    entries: Mutex<Vec<Entry>>,
    signal: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        let mut entries = vec![];
        for b in balances {
            entries.push(Entry {
                balance: *b,
                ..Entry::default()
            });
        }
        Self {
            entries: Mutex::new(entries),
            signal: Condvar::new(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let mut entries = self.entries.lock().unwrap();
        loop {
            let entry = &entries[account];
            if !entry.in_use {
                return entry.balance;
            }
            (entries, _) = self.signal.wait_timeout(entries, LOOK_AGAIN).unwrap();
        }
    }

    pub fn total(&self) -> u64 {
        let entries = self.entries.lock().unwrap();
        entries.iter().map(|entry| entry.balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        {
            let mut entries = self.entries.lock().unwrap();
            while entries[from].in_use || entries[to].in_use {
                (entries, _) = self.signal.wait_timeout(entries, LOOK_AGAIN).unwrap();
            }
            if entries[from].balance < amount {
                return Err(Refused {
                    balance: entries[from].balance,
                    amount,
                });
            }
            entries[from].in_use = true;
            entries[to].in_use = true;
        }
        book(from, to, amount);
        {
            let mut entries = self.entries.lock().unwrap();
            entries[from].balance -= amount;
            entries[to].balance += amount;
            entries[from].in_use = false;
            entries[to].in_use = false;
        }
        self.signal.notify_all();
        Ok(())
    }
}
