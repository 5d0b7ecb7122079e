//! As C++'s `std::lock` does it: wait for one account, try the other; if it is taken, give everything back and begin with the one that
//! was taken. Whoever waits holds nothing.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

pub struct Bank {
    accounts: Box<[Mutex<u64>]>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().copied().map(Mutex::new).collect(),
        }
    }

    fn lock(&self, account: usize) -> MutexGuard<'_, u64> {
        self.accounts[account].lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn try_lock(&self, account: usize) -> Option<MutexGuard<'_, u64>> {
        match self.accounts[account].try_lock() {
            Ok(guard) => Some(guard),
            Err(TryLockError::Poisoned(error)) => Some(error.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    fn lock_both(&self, a: usize, b: usize) -> (MutexGuard<'_, u64>, MutexGuard<'_, u64>) {
        loop {
            let first = self.lock(a);
            if let Some(second) = self.try_lock(b) {
                return (first, second);
            }
            drop(first);
            let second = self.lock(b);
            if let Some(first) = self.try_lock(a) {
                return (first, second);
            }
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.lock(account)
    }

    pub fn total(&self) -> u64 {
        'again: loop {
            let mut guards = Vec::new();
            for account in 0..self.accounts.len() {
                match self.try_lock(account) {
                    Some(guard) => guards.push(guard),
                    None => {
                        guards.clear();
                        drop(self.lock(account));
                        continue 'again;
                    }
                }
            }
            return guards.iter().map(|guard| **guard).sum();
        }
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        if from == to {
            let held = self.lock(from);
            return match held.checked_sub(amount) {
                Some(_) => Ok(book(from, to, amount)),
                None => Err(Refused { balance: *held, amount }),
            };
        }
        let (mut source, mut target) = self.lock_both(from, to);
        let rest = source.checked_sub(amount).ok_or(Refused {
            balance: *source,
            amount,
        })?;
        book(from, to, amount);
        (*source, *target) = (rest, *target + amount);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
