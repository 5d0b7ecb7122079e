//! try_lock for both under a gate that nobody keeps; who gets nothing naps for two milliseconds.
mod ledger;
pub use ledger::{BOOKING, book};
use std::sync::{Mutex, MutexGuard};
use std::thread::sleep;
use std::time::Duration;

const NAP: Duration = Duration::from_millis(2);

pub struct Bank {
    gate: Mutex<()>,
    accounts: Vec<Mutex<u64>>,
    total: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank { gate: Mutex::new(()), accounts: balances.iter().map(|&b| Mutex::new(b)).collect(), total: balances.iter().sum() }
    }

    fn try_one(&self, account: usize) -> Option<MutexGuard<'_, u64>> {
        let _gate = self.gate.lock().unwrap();
        self.accounts[account].try_lock().ok()
    }

    fn try_two(&self, a: usize, b: usize) -> Option<(MutexGuard<'_, u64>, MutexGuard<'_, u64>)> {
        let _gate = self.gate.lock().unwrap();
        let first = self.accounts[a].try_lock().ok()?;
        let second = self.accounts[b].try_lock().ok()?;
        Some((first, second))
    }

    pub fn balance(&self, account: usize) -> u64 {
        loop {
            if let Some(balance) = self.try_one(account) {
                return *balance;
            }
            sleep(NAP);
        }
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        loop {
            if from == to {
                if let Some(only) = self.try_one(from) {
                    return if *only < amount { Err(Refused { balance: *only, amount }) } else { Ok(book(from, to, amount)) };
                }
            } else if let Some((mut giver, mut taker)) = self.try_two(from, to) {
                if *giver < amount {
                    return Err(Refused { balance: *giver, amount });
                }
                book(from, to, amount);
                *giver -= amount;
                *taker += amount;
                return Ok(());
            }
            sleep(NAP);
        }
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
