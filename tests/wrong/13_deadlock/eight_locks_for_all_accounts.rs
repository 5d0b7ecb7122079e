//! kind: too_slow
//! Accounts share eight locks by number modulo 8, so transfers between unrelated accounts that fall on the same lock wait for each other.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard};

const LOCKS: usize = 8; //~

pub struct Bank {
    locks: [Mutex<()>; LOCKS],
    balances: Vec<AtomicU64>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            locks: Default::default(),
            balances: balances.iter().map(|&b| AtomicU64::new(b)).collect(),
        }
    }

    fn hold(&self, a: usize, b: usize) -> Vec<MutexGuard<'_, ()>> {
        let (a, b) = (a % LOCKS, b % LOCKS); //~
        let mut guards = vec![self.locks[a.min(b)].lock().unwrap()];
        if a != b {
            guards.push(self.locks[a.max(b)].lock().unwrap()); //~
        }
        guards
    }

    pub fn balance(&self, account: usize) -> u64 {
        let _guards = self.hold(account, account);
        self.balances[account].load(Relaxed)
    }

    pub fn total(&self) -> u64 {
        let _all: Vec<_> = self.locks.iter().map(|l| l.lock().unwrap()).collect();
        self.balances.iter().map(|b| b.load(Relaxed)).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let _guards = self.hold(from, to); //~
        let (payer, payee) = (&self.balances[from], &self.balances[to]);
        let balance = payer.load(Relaxed);
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        payer.fetch_sub(amount, Relaxed);
        payee.fetch_add(amount, Relaxed);
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
