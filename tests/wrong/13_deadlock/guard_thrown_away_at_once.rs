//! kind: lost_update
//! The guards are given no name, so each is dropped at its semicolon, and the transfer goes on without a lock.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

pub struct Bank {
    balances: Vec<AtomicU64>,
    locks: Vec<Mutex<()>>,
    total: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            balances: balances.iter().map(|&balance| AtomicU64::new(balance)).collect(),
            locks: balances.iter().map(|_| Mutex::new(())).collect(),
            total: balances.iter().sum(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let _held = self.locks[account].lock().unwrap();
        self.balances[account].load(SeqCst)
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        self.locks[from.min(to)].lock().unwrap(); //~
        if from != to {
            self.locks[from.max(to)].lock().unwrap(); //~
        }
        let balance = self.balances[from].load(SeqCst); //~
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        if from != to {
            let there = self.balances[to].load(SeqCst); //~
            self.balances[from].store(balance - amount, SeqCst); //~
            self.balances[to].store(there + amount, SeqCst); //~
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
