//! kind: deadlock
//! The second account is asked for with `try_lock`, again and again, but the first is kept meanwhile. Two transfers in opposite
//! directions try for ever.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, MutexGuard};
use std::thread;

pub struct Bank(Vec<Mutex<u64>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank(balances.iter().copied().map(Mutex::new).collect())
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.0[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let all: Vec<MutexGuard<u64>> = self.0.iter().map(|one| one.lock().unwrap()).collect();
        all.iter().map(|one| **one).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut source = self.0[from].lock().unwrap(); //~
        let mut target = None;
        if from != to {
            target = loop {
                match self.0[to].try_lock() { //~
                    Ok(guard) => break Some(guard),
                    Err(_) => thread::yield_now(),
                }
            };
        }
        if *source < amount {
            let balance = *source;
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        if let Some(target) = &mut target {
            *source -= amount;
            **target += amount;
        }
        Ok(())
    }
}
