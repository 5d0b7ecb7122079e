//! kind: not_concurrent
//! One lock around all accounts, held while a transfer is booked. Transfers that have nothing to do with each other
//! wait for each other.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

pub struct Bank {
    balances: Mutex<Vec<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Self {
            balances: Mutex::new(balances.to_vec()),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.balances.lock().unwrap()[account]
    }

    pub fn total(&self) -> u64 {
        self.balances.lock().unwrap().iter().sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut balances = self.balances.lock().unwrap(); //~
        assert!(to < balances.len(), "there is no account {to}");
        let balance = balances[from];
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount); //~
        balances[from] -= amount;
        balances[to] += amount;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
