//! kind: wrong_result
//! total lets an account go as soon as it has the next, so a transfer can move money from what it has not yet counted to what it has.

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
        let mut sum = 0;
        let mut held = None;
        for account in &self.accounts {
            let guard = account.lock().unwrap();
            sum += *guard;
            held = Some(guard); //~ the one before is given back only now
        }
        drop(held);
        sum
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
