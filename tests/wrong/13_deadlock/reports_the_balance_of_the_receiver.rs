//! kind: wrong_result
//! A refusal says what the *receiver* holds, not the account that held too little.

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
        let mut first = self.accounts[from.min(to)].lock().unwrap();
        let mut second = (from != to).then(|| self.accounts[from.max(to)].lock().unwrap());
        let (source, target) = match &mut second {
            None => (&mut *first, None),
            Some(second) if from < to => (&mut *first, Some(&mut **second)),
            Some(second) => (&mut **second, Some(&mut *first)),
        };
        let rest = source.checked_sub(amount).ok_or(Refused {
            balance: *target.as_deref().unwrap_or(source), //~
            amount,
        })?;
        book(from, to, amount);
        if let Some(target) = target {
            *source = rest;
            *target += amount;
        }
        Ok(())
    }
}
