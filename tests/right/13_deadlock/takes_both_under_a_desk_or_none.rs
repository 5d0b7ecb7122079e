//! A global lock only for taking: under it, either both accounts are free and are taken, or the transfer gives back what it has and
//! waits until somebody gives something back. Nobody waits for an account while holding the global lock.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex, MutexGuard};

type Account<'a> = MutexGuard<'a, u64>;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    /// How often accounts have been given back.
    desk: Mutex<u64>,
    given_back: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
            desk: Mutex::new(0),
            given_back: Condvar::new(),
        }
    }

    fn with<T>(&self, numbers: &[usize], work: impl FnOnce(&mut [Account]) -> T) -> T {
        let mut desk = self.desk.lock().unwrap();
        let mut accounts = loop {
            let tries: Result<Vec<Account>, _> =
                numbers.iter().map(|&number| self.accounts[number].try_lock()).collect();
            match tries {
                Ok(accounts) => break accounts,
                // What was taken has been given back by now: `collect` dropped it.
                Err(_) => desk = self.given_back.wait(desk).unwrap(),
            }
        };
        drop(desk);
        let result = work(&mut accounts);
        let mut desk = self.desk.lock().unwrap();
        drop(accounts);
        *desk += 1;
        self.given_back.notify_all();
        result
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.with(&[account], |accounts| *accounts[0])
    }

    pub fn total(&self) -> u64 {
        let all: Vec<usize> = (0..self.accounts.len()).collect();
        self.with(&all, |accounts| accounts.iter().map(|balance| **balance).sum())
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        assert!(from.max(to) < self.accounts.len());
        let numbers = [from, to];
        let needed = if from == to { &numbers[..1] } else { &numbers[..] };
        self.with(needed, |accounts| {
            let balance = *accounts[0];
            if balance < amount {
                return Err(Refused { balance, amount });
            }
            book(from, to, amount);
            if let [source, target] = accounts {
                **source -= amount;
                **target += amount;
            }
            Ok(())
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
