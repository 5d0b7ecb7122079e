//! kind: unfinished
//! Everything is there but `total`.

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
        todo!("add up what {} accounts hold", self.accounts.len()) //~
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut low = self.accounts[from.min(to)].lock().unwrap();
        let mut high = (from != to).then(|| self.accounts[from.max(to)].lock().unwrap());
        let source = match &mut high {
            Some(high) if from > to => &mut **high,
            _ => &mut *low,
        };
        let balance = *source;
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        *source -= amount;
        let target = match &mut high {
            Some(high) if from < to => &mut **high,
            _ => &mut *low,
        };
        *target += amount;
        Ok(())
    }
}
