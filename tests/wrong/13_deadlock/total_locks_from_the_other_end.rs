//! kind: deadlock
//! Transfers lock in ascending order, `total` collects its guards from the last account to the first. One order for transfers and
//! another for the sum is no order.

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

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        self.sum_below(self.accounts.len())
    }

    /// What the first `end` accounts hold. Each account stays locked until those before it are added up.
    fn sum_below(&self, end: usize) -> u64 {
        match end {
            0 => 0,
            _ => {
                let last = self.accounts[end - 1].lock().unwrap(); //~
                *last + self.sum_below(end - 1)
            }
        }
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut numbers = vec![from, to];
        numbers.sort();
        numbers.dedup();
        let mut guards: Vec<MutexGuard<u64>> = Vec::new();
        for &number in &numbers {
            guards.push(self.accounts[number].lock().unwrap()); //~
        }
        let place = |account| numbers.iter().position(|&number| number == account).unwrap();
        let balance = *guards[place(from)];
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        *guards[place(from)] -= amount;
        *guards[place(to)] += amount;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
