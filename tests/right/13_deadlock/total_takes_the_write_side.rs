//! Every transfer is a reader of one lock around the bank, and `total` is its writer: it comes in when no transfer is under way. The
//! accounts below are ordered by their numbers.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, RwLock};

pub struct Bank {
    accounts: RwLock<Vec<Mutex<u64>>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.iter().map(|&balance| Mutex::new(balance)).collect();
        Bank {
            accounts: RwLock::new(accounts),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let accounts = self.accounts.read().unwrap();
        let balance = accounts[account].lock().unwrap();
        *balance
    }

    pub fn total(&self) -> u64 {
        let mut accounts = self.accounts.write().unwrap();
        accounts.iter_mut().map(|account| *account.get_mut().unwrap()).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let accounts = self.accounts.read().unwrap();
        let mut lower = accounts[from.min(to)].lock().unwrap();
        if from == to {
            if *lower < amount {
                let balance = *lower;
                return Err(Refused { balance, amount });
            }
            return Ok(book(from, to, amount));
        }
        let mut upper = accounts[from.max(to)].lock().unwrap();
        let (source, target) = if from < to {
            (&mut *lower, &mut *upper)
        } else {
            (&mut *upper, &mut *lower)
        };
        if *source < amount {
            let balance = *source;
            return Err(Refused { balance, amount });
        }
        // Moved first and booked afterwards, still under both locks: nobody can tell.
        *source -= amount;
        *target += amount;
        book(from, to, amount);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
