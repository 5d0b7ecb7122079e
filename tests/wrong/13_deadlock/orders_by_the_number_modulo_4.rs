//! kind: deadlock
//! Of two accounts the one whose number is the smaller modulo 4 is locked first, and where that is equal, the giver's: accounts 0 and 4
//! have no order.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&b| Mutex::new(b)).collect(),
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
        assert!(from < self.accounts.len() && to < self.accounts.len());
        if from == to {
            let account = self.accounts[from].lock().unwrap();
            if *account < amount {
                return Err(Refused {
                    balance: *account,
                    amount,
                });
            }
            book(from, to, amount);
            return Ok(());
        }
        let (mut giver, mut taker);
        if from % 4 <= to % 4 { //~
            giver = self.accounts[from].lock().unwrap(); //~
            taker = self.accounts[to].lock().unwrap(); //~
        } else {
            taker = self.accounts[to].lock().unwrap(); //~
            giver = self.accounts[from].lock().unwrap(); //~
        }
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
