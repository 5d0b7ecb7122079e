//! kind: wrong_output
//! The booking comes first, and only then the question whether there is enough: a refused transfer stands in the books.

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

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut first = self.accounts[from.min(to)].lock().unwrap();
        let mut second = match from == to {
            true => None,
            false => Some(self.accounts[from.max(to)].lock().unwrap()),
        };
        book(from, to, amount); //~
        match &mut second {
            None => withdraw(&mut first.clone(), amount),
            Some(second) if from < to => {
                withdraw(&mut first, amount)?;
                **second += amount;
                Ok(())
            }
            Some(second) => {
                withdraw(second, amount)?;
                *first += amount;
                Ok(())
            }
        }
    }
}

fn withdraw(balance: &mut u64, amount: u64) -> Result<(), Refused> {
    match balance.checked_sub(amount) {
        Some(rest) => {
            *balance = rest;
            Ok(())
        }
        None => Err(Refused {
            balance: *balance,
            amount,
        }),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
