//! kind: deadlock
//! The locks are taken in the order of addresses, but of the two `Arc`s cloned for this transfer: where these stand says nothing about
//! the accounts. The giver's clone always stands in front of the receiver's, so it is always the giver that is locked first.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Arc, Mutex};

type Account = Arc<Mutex<u64>>;

pub struct Bank {
    accounts: Vec<Account>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&b| Arc::new(Mutex::new(b))).collect(),
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
        let pair: [Account; 2] = [self.accounts[from].clone(), self.accounts[to].clone()];
        if Arc::ptr_eq(&pair[0], &pair[1]) {
            let balance = pair[0].lock().unwrap();
            return check_and_book(*balance, from, to, amount);
        }
        let address = |account: &Account| std::ptr::from_ref(account) as usize;
        let (mut giver, mut receiver);
        if address(&pair[0]) < address(&pair[1]) {
            giver = pair[0].lock().unwrap(); //~
            receiver = pair[1].lock().unwrap(); //~
        } else {
            receiver = pair[1].lock().unwrap();
            giver = pair[0].lock().unwrap();
        }
        check_and_book(*giver, from, to, amount)?;
        *giver -= amount;
        *receiver += amount;
        Ok(())
    }
}

fn check_and_book(balance: u64, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
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
