//! kind: wrong_result
//! The money is moved under both locks, and then the locks are given back before the transfer is booked: everybody sees it before it
//! is in the books.

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

    fn move_money(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (low, high) = (from.min(to), from.max(to));
        let mut first = self.accounts[low].lock().unwrap();
        let mut second = (low != high).then(|| self.accounts[high].lock().unwrap());
        let balance = if from == low {
            *first
        } else {
            **second.as_ref().unwrap()
        };
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        if let Some(second) = &mut second {
            let (source, target) = if from == low {
                (&mut *first, &mut **second)
            } else {
                (&mut **second, &mut *first)
            };
            *source -= amount;
            *target += amount;
        }
        Ok(())
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        self.move_money(from, to, amount)?;
        book(from, to, amount); //~
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
