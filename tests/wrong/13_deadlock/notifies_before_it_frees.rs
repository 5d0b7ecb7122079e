//! kind: deadlock
//! Those who wait are woken first, and only then are the accounts marked as free. Who looks in between sees them busy, sleeps on, and is
//! not woken again.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    /// `None` while a transfer has the money in its hands.
    accounts: Mutex<Vec<Option<u64>>>,
    total: u64,
    returned: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: Mutex::new(balances.iter().copied().map(Some).collect()),
            total: balances.iter().sum(),
            returned: Condvar::new(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let mut accounts = self.accounts.lock().unwrap();
        loop {
            match accounts[account] {
                Some(balance) => return balance,
                None => accounts = self.returned.wait(accounts).unwrap(), //~
            }
        }
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut accounts = self.accounts.lock().unwrap();
        let (balance, there) = loop {
            match (accounts[from], accounts[to]) {
                (Some(balance), Some(there)) => break (balance, there),
                _ => accounts = self.returned.wait(accounts).unwrap(), //~
            }
        };
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        accounts[from] = None;
        accounts[to] = None;
        drop(accounts);

        book(from, to, amount);

        self.returned.notify_all(); //~
        let mut accounts = self.accounts.lock().unwrap();
        if from == to {
            accounts[from] = Some(balance);
        } else {
            accounts[from] = Some(balance - amount); //~
            accounts[to] = Some(there + amount);
        }
        Ok(())
    }
}
