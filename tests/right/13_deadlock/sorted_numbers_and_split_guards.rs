//! The account with the lower number is locked first, in three branches spelled out.

mod ledger;
pub use ledger::{BOOKING, book};

use std::cmp::Ordering;
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
        let mut accounts = Vec::with_capacity(balances.len());
        for &balance in balances {
            accounts.push(Mutex::new(balance));
        }
        Bank { accounts }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let mut guards = Vec::new();
        for account in &self.accounts {
            guards.push(account.lock().unwrap());
        }
        let mut total = 0;
        for guard in guards {
            total += *guard;
        }
        total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        match from.cmp(&to) {
            Ordering::Less => {
                let mut source = self.accounts[from].lock().unwrap();
                let mut target = self.accounts[to].lock().unwrap();
                Self::pay(&mut source, amount, || book(from, to, amount))?;
                *target += amount;
            }
            Ordering::Equal => {
                let mut only = self.accounts[from].lock().unwrap();
                Self::pay(&mut only, amount, || book(from, to, amount))?;
                *only += amount;
            }
            Ordering::Greater => {
                let mut target = self.accounts[to].lock().unwrap();
                let mut source = self.accounts[from].lock().unwrap();
                Self::pay(&mut source, amount, || book(from, to, amount))?;
                *target += amount;
            }
        }
        Ok(())
    }

    fn pay(source: &mut u64, amount: u64, book: impl FnOnce()) -> Result<(), Refused> {
        if *source < amount {
            return Err(Refused {
                balance: *source,
                amount,
            });
        }
        book();
        *source -= amount;
        Ok(())
    }
}
