//! kind: deadlock
//! A transfer to itself holds the read lock and asks for the balance, which takes it again: a total that wants to
//! write comes in between.
mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, RwLock};

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    /// Read: one of many at work. Write: everything stands still, for the total.
    at_work: RwLock<()>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank { accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(), at_work: RwLock::new(()) }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let _at_work = self.at_work.read().unwrap();
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let _still = self.at_work.write().unwrap();
        self.accounts.iter().map(|account| *account.lock().unwrap()).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let _at_work = self.at_work.read().unwrap();
        if from == to {
            // To itself: it only has to be there, and to hold enough.
            let _ = self.balance(to);
        }
        let (source, target) = (&self.accounts[from], &self.accounts[to]);
        if from == to {
            let account = source.lock().unwrap();
            if *account < amount {
                return Err(Refused { balance: *account, amount });
            }
            book(from, to, amount);
            return Ok(());
        }
        let (mut source, mut target) = if from < to {
            let source = source.lock().unwrap();
            (source, target.lock().unwrap())
        } else {
            let target = target.lock().unwrap();
            (source.lock().unwrap(), target)
        };
        if *source < amount {
            return Err(Refused { balance: *source, amount });
        }
        book(from, to, amount);
        *source -= amount;
        *target += amount;
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
