//! kind: busy_wait
//! Nothing is kept while something is missing, but whoever finds an account locked gives back the other and tries again at once. Two of
//! them can step back for each other for ever: a livelock.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;
use std::thread;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|b| Mutex::new(*b)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|a| a.lock().unwrap()).collect();
        guards.iter().map(|g| **g).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        loop {
            let mut giver = self.accounts[from].lock().unwrap();
            if from == to {
                return pay(*giver, from, to, amount);
            }
            if let Ok(mut taker) = self.accounts[to].try_lock() { //~
                pay(*giver, from, to, amount)?;
                *giver -= amount;
                *taker += amount;
                return Ok(());
            }
            drop(giver);
            thread::yield_now(); //~
        }
    }
}

fn pay(balance: u64, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
    if balance < amount {
        return Err(Refused { balance, amount });
    }
    book(from, to, amount);
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
