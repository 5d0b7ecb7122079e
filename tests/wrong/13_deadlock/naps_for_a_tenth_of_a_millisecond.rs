//! kind: busy_wait
//! It steps back and naps, but so shortly that it looks ten thousand times a second.

mod ledger;
pub use ledger::{BOOKING, book};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let all: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        all.iter().map(|balance| **balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        assert!(to < self.accounts.len());
        loop {
            let mut giver = self.accounts[from].lock().unwrap();
            if *giver < amount {
                return Err(Refused {
                    balance: *giver,
                    amount,
                });
            }
            if from == to {
                book(from, to, amount);
                return Ok(());
            }
            if let Ok(mut taker) = self.accounts[to].try_lock() {
                book(from, to, amount);
                *giver -= amount;
                *taker += amount;
                return Ok(());
            }
            drop(giver);
            thread::sleep(Duration::from_micros(100)); //~
        }
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
