//! kind: wrong_result
//! An account that doesn't exist is taken for an empty one: its balance is 0, and a transfer from or to it is refused. The text asks for a
//! panic.

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
        match self.accounts.get(account) {
            Some(balance) => *balance.lock().unwrap(),
            None => 0, //~
        }
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|guard| **guard).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (Some(_), Some(_)) = (self.accounts.get(from), self.accounts.get(to)) else {
            return Err(Refused { balance: 0, amount }); //~
        };
        if from == to {
            let own = self.accounts[from].lock().unwrap();
            let balance = *own;
            if balance < amount {
                return Err(Refused { balance, amount });
            }
            book(from, to, amount);
            return Ok(());
        }
        let mut low = self.accounts[from.min(to)].lock().unwrap();
        let mut high = self.accounts[from.max(to)].lock().unwrap();
        let (source, target) = if from < to {
            (&mut low, &mut high)
        } else {
            (&mut high, &mut low)
        };
        let balance = **source;
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        **source -= amount;
        **target += amount;
        Ok(())
    }
}
