//! kind: wrong_output
//! A transfer of 0 moves nothing, so it is accepted without booking. The text asks for a booking of each accepted transfer.

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
        let _exist = (&self.accounts[from], &self.accounts[to]);
        if amount == 0 {
            return Ok(()); //~
        }
        let mut first = self.accounts[from.min(to)].lock().unwrap();
        let mut second = (from != to).then(|| self.accounts[from.max(to)].lock().unwrap());
        let balance = match &second {
            Some(second) if from > to => **second,
            _ => *first,
        };
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        if let Some(second) = &mut second {
            let (source, target) = if from < to {
                (&mut *first, &mut **second)
            } else {
                (&mut **second, &mut *first)
            };
            *source -= amount;
            *target += amount;
        }
        Ok(())
    }
}
