//! Whoever finds the second account taken gives the first back and waits for the second first, holding nothing meanwhile.

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
        let all: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        all.iter().map(|balance| **balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        if from == to {
            let held = self.accounts[from].lock().unwrap();
            if *held < amount {
                return Err(Refused { balance: *held, amount });
            }
            book(from, to, amount);
            return Ok(());
        }
        let (mut first, mut second) = (from, to);
        let (one, two) = loop {
            let one = self.accounts[first].lock().unwrap();
            match self.accounts[second].try_lock() {
                Ok(two) => break (one, two),
                Err(_) => std::mem::swap(&mut first, &mut second),
            }
        };
        let (mut giver, mut taker) = if first == from { (one, two) } else { (two, one) };
        if *giver < amount {
            return Err(Refused {
                balance: *giver,
                amount,
            });
        }
        book(from, to, amount);
        *giver -= amount;
        *taker += amount;
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
