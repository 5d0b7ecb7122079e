//! kind: wrong_result
//! An account that is locked by somebody else counts as "not possible now", and the transfer is refused, although there is enough.

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
        let mut source = self.accounts[from].lock().unwrap();
        let refused = Refused {
            balance: *source,
            amount,
        };
        if *source < amount {
            return Err(refused);
        }
        if from == to {
            book(from, to, amount);
            return Ok(());
        }
        let Ok(mut target) = self.accounts[to].try_lock() else { //~
            return Err(refused); //~
        };
        book(from, to, amount);
        *source -= amount;
        *target += amount;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
