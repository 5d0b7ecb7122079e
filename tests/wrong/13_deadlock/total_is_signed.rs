//! kind: panicked
//! The sum is made in i64, which is too small for large balances: it overflows.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&b| Mutex::new(b)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|a| a.lock().unwrap()).collect();
        let mut sum = 0;
        for guard in &guards {
            sum += **guard as i64; //~
        }
        sum as u64
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        if from == to {
            let only = self.accounts[from].lock().unwrap();
            if *only < amount {
                return Err(Refused { balance: *only, amount });
            }
            book(from, to, amount);
            return Ok(());
        }
        let low = self.accounts[from.min(to)].lock().unwrap();
        let high = self.accounts[from.max(to)].lock().unwrap();
        let (mut a, mut b) = if from < to { (low, high) } else { (high, low) };
        if *a < amount {
            return Err(Refused { balance: *a, amount });
        }
        book(from, to, amount);
        *a -= amount;
        *b += amount;
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
