//! kind: wrong_result
//! Withdraw, then deposit, each under its own lock: never two locks at once, so no deadlock. But in between the money is in no account,
//! and `total` can see that.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

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
        let guards: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|guard| **guard).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        assert!(to < self.accounts.len());
        {
            let mut source = self.accounts[from].lock().unwrap();
            if *source < amount {
                return Err(Refused {
                    balance: *source,
                    amount,
                });
            }
            book(from, to, amount);
            *source -= amount; //~
        }
        let mut target = self.accounts[to].lock().unwrap(); //~
        *target += amount;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
