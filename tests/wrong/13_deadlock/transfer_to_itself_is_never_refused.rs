//! kind: wrong_result
//! From an account to itself nothing changes, so nobody looks whether the account holds as much: what must be refused is booked.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

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
        use std::cmp::Ordering::*;
        let (mut source, mut target);
        match from.cmp(&to) {
            Less => {
                source = self.accounts[from].lock().unwrap();
                target = self.accounts[to].lock().unwrap();
            }
            Greater => {
                target = self.accounts[to].lock().unwrap();
                source = self.accounts[from].lock().unwrap();
            }
            Equal => {
                let _held = self.accounts[from].lock().unwrap();
                book(from, to, amount); //~
                return Ok(());
            }
        }
        if *source < amount {
            let balance = *source;
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        *source -= amount;
        *target += amount;
        Ok(())
    }
}
