//! kind: lost_update
//! "No slow work under a lock": the new balances are worked out under both locks, booked without them, and written under both again.
//! What another transfer did in between is overwritten.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, MutexGuard};

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
        }
    }

    fn lock(&self, account: usize) -> MutexGuard<'_, u64> {
        self.accounts[account].lock().unwrap()
    }

    /// Both accounts, locked in the order of their numbers.
    fn lock_both(&self, a: usize, b: usize) -> (MutexGuard<'_, u64>, MutexGuard<'_, u64>) {
        if a < b {
            let a = self.lock(a);
            (a, self.lock(b))
        } else {
            let b = self.lock(b);
            (self.lock(a), b)
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.lock(account)
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = (0..self.accounts.len()).map(|account| self.lock(account)).collect();
        guards.iter().map(|guard| **guard).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        if from == to {
            let balance = self.lock(from);
            if *balance < amount {
                return Err(Refused {
                    balance: *balance,
                    amount,
                });
            }
            book(from, to, amount);
            return Ok(());
        }

        let (source, target) = self.lock_both(from, to);
        let (balance, other) = (*source, *target); //~
        drop((source, target));
        if balance < amount {
            return Err(Refused { balance, amount });
        }

        book(from, to, amount);

        let (mut source, mut target) = self.lock_both(from, to);
        *source = balance - amount; //~
        *target = other + amount; //~
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
