//! The accounts of all banks are in a static table, under a number that each bank draws. The table's lock is held only to find an account.

mod ledger;
pub use ledger::{BOOKING, book};

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, LazyLock, Mutex};

type Accounts = Arc<[Mutex<u64>]>;

static NEXT: AtomicUsize = AtomicUsize::new(0);
static BANKS: LazyLock<Mutex<HashMap<usize, Accounts>>> = LazyLock::new(Mutex::default);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    number: usize,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let number = NEXT.fetch_add(1, Relaxed);
        let accounts = balances.iter().map(|&balance| Mutex::new(balance)).collect();
        BANKS.lock().unwrap().insert(number, accounts);
        Bank { number }
    }

    fn accounts(&self) -> Accounts {
        Arc::clone(&BANKS.lock().unwrap()[&self.number])
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts()[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let accounts = self.accounts();
        let all: Vec<_> = accounts.iter().rev().map(|account| account.lock().unwrap()).collect();
        all.iter().map(|balance| **balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let accounts = self.accounts();
        // Here the highest number comes first.
        let mut high = accounts[from.max(to)].lock().unwrap();
        let mut low = match from == to {
            true => None,
            false => Some(accounts[from.min(to)].lock().unwrap()),
        };
        let balance = match &low {
            Some(low) if from < to => **low,
            _ => *high,
        };
        let Some(rest) = balance.checked_sub(amount) else {
            return Err(Refused { balance, amount });
        };
        book(from, to, amount);
        match &mut low {
            None => {}
            Some(low) if from < to => {
                **low = rest;
                *high += amount;
            }
            Some(low) => {
                *high = rest;
                **low += amount;
            }
        }
        Ok(())
    }
}

impl Drop for Bank {
    fn drop(&mut self) {
        BANKS.lock().unwrap().remove(&self.number);
    }
}
