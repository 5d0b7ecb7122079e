//! As C++'s `std::lock`: gives back what it has and waits for the lock that was missing.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, MutexGuard};

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    total: u64,
}

/// Like C++'s std::lock: hold one, try the other; if that fails, give back and begin with the other.
fn lock_both<'a>(a: &'a Mutex<u64>, b: &'a Mutex<u64>) -> (MutexGuard<'a, u64>, MutexGuard<'a, u64>) {
    loop {
        {
            let first = a.lock().unwrap();
            if let Ok(second) = b.try_lock() {
                return (first, second);
            }
        }
        let second = b.lock().unwrap();
        if let Ok(first) = a.try_lock() {
            return (first, second);
        }
    }
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank { accounts: balances.iter().map(|b| Mutex::new(*b)).collect(), total: balances.iter().sum() }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (payer, payee) = (&self.accounts[from], &self.accounts[to]);
        if from == to {
            let own = payer.lock().unwrap();
            if *own < amount {
                return Err(Refused { balance: *own, amount });
            }
            book(from, to, amount);
            return Ok(());
        }
        let (mut payer, mut payee) = lock_both(payer, payee);
        if *payer < amount {
            return Err(Refused { balance: *payer, amount });
        }
        book(from, to, amount);
        *payer -= amount;
        *payee += amount;
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
