//! One short lock around a table; who needs an account that is busy waits at a Condvar until both are free at once. While a transfer is
//! booked its accounts are in the set, and the lock is free.

mod ledger;
pub use ledger::{BOOKING, book};

use std::collections::HashSet;
use std::sync::{Condvar, Mutex, MutexGuard};

struct Table {
    balances: Vec<u64>,
    busy: HashSet<usize>,
}

pub struct Bank {
    table: Mutex<Table>,
    freed: Condvar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            table: Mutex::new(Table {
                balances: balances.to_vec(),
                busy: HashSet::new(),
            }),
            freed: Condvar::new(),
        }
    }

    fn lock_when_free(&self, accounts: &[usize]) -> MutexGuard<'_, Table> {
        let mut table = self.table.lock().unwrap();
        while accounts.iter().any(|account| table.busy.contains(account)) {
            table = self.freed.wait(table).unwrap();
        }
        table
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.lock_when_free(&[account]).balances[account]
    }

    pub fn total(&self) -> u64 {
        // Both sides of a transfer change under one lock, so the sum is right even while some are busy.
        self.table.lock().unwrap().balances.iter().sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut table = self.lock_when_free(&[from, to]);
        assert!(to < table.balances.len(), "there is no account {to}");
        let balance = table.balances[from];
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        table.busy.insert(from);
        table.busy.insert(to);
        drop(table);

        book(from, to, amount);

        let mut table = self.table.lock().unwrap();
        table.balances[from] -= amount;
        table.balances[to] += amount;
        table.busy.remove(&from);
        table.busy.remove(&to);
        drop(table);
        self.freed.notify_all();
        Ok(())
    }
}
