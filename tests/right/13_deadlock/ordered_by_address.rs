//! Accounts are objects on the heap, and the lower address is locked first. The addresses are those of the accounts, not of the `Arc`s.
//! The sum is known from the beginning, as no transfer changes it.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Arc, Mutex};

#[derive(Clone)]
struct Account(Arc<Mutex<u64>>);

impl Account {
    fn address(&self) -> usize {
        Arc::as_ptr(&self.0) as usize
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    accounts: Vec<Account>,
    total: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Self {
        Self {
            accounts: balances.iter().map(|&b| Account(Arc::new(Mutex::new(b)))).collect(),
            total: balances.iter().sum(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].0.lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let giver = self.accounts[from].clone();
        let taker = self.accounts[to].clone();
        let ensure = |balance: u64| match balance >= amount {
            true => Ok(()),
            false => Err(Refused { balance, amount }),
        };
        if giver.address() == taker.address() {
            let held = giver.0.lock().unwrap();
            ensure(*held)?;
            book(from, to, amount);
            return Ok(());
        }
        let (mut give, mut take);
        if giver.address() < taker.address() {
            give = giver.0.lock().unwrap();
            take = taker.0.lock().unwrap();
        } else {
            take = taker.0.lock().unwrap();
            give = giver.0.lock().unwrap();
        }
        ensure(*give)?;
        book(from, to, amount);
        *give -= amount;
        *take += amount;
        Ok(())
    }
}
