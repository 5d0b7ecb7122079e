//! kind: deadlock
//! As long as the second account is locked, the transfer sleeps a little and tries again, with the first account in its hand. In
//! opposite directions both sleep and try for ever.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, MutexGuard, TryLockError};
use std::thread;
use std::time::Duration;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

fn patiently(account: &Mutex<u64>) -> MutexGuard<'_, u64> {
    loop {
        match account.try_lock() { //~
            Ok(guard) => return guard,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(100)), //~
            Err(TryLockError::Poisoned(error)) => panic!("{error}"),
        }
    }
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let mut accounts = Vec::new();
        for balance in balances {
            accounts.push(Mutex::new(*balance));
        }
        Bank { accounts }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let mut held = Vec::new();
        for account in &self.accounts {
            held.push(account.lock().unwrap());
        }
        held.iter().fold(0, |sum, balance| sum + **balance)
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut a = patiently(&self.accounts[from]); //~
        if from == to {
            if *a < amount {
                return Err(Refused { balance: *a, amount });
            }
            book(from, to, amount);
            return Ok(());
        }
        let mut b = patiently(&self.accounts[to]); //~
        if *a < amount {
            return Err(Refused { balance: *a, amount });
        }
        book(from, to, amount);
        *a -= amount;
        *b += amount;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
