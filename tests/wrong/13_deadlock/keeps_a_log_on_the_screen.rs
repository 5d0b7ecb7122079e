//! kind: wrong_output
//! Every transfer prints a line of its own besides the one in the books.

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
        let accounts = &self.accounts;
        let (mut low, mut high) = (accounts[from.min(to)].lock().unwrap(), None);
        if from != to {
            high = Some(accounts[from.max(to)].lock().unwrap());
        }
        let balance = if from <= to { *low } else { **high.as_ref().unwrap() };
        if balance < amount {
            println!("account {from} holds {balance}, which is less than {amount}"); //~
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        if let Some(mut high) = high {
            if from < to {
                *low -= amount;
                *high += amount;
            } else {
                *high -= amount;
                *low += amount;
            }
        }
        println!("account {from} has given {amount} to account {to}"); //~
        Ok(())
    }
}
