//! kind: too_slow
//! All who wait for an account wait at one Condvar, and a finished transfer wakes only one of them. It may wake one that waits for
//! another account; the one that could go on sleeps on beside its free accounts.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};

struct Account {
    balance: u64,
    busy: bool,
}

pub struct Bank {
    accounts: Mutex<Vec<Account>>,
    freed: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let account = |&balance: &u64| Account { balance, busy: false };
        Bank {
            accounts: Mutex::new(balances.iter().map(account).collect()),
            freed: Condvar::new(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let mut accounts = self.accounts.lock().unwrap();
        while accounts[account].busy {
            accounts = self.freed.wait(accounts).unwrap();
        }
        let balance = accounts[account].balance;
        drop(accounts);
        // Whoever wakes up and needs no account passes the call on.
        self.freed.notify_one();
        balance
    }

    pub fn total(&self) -> u64 {
        let accounts = self.accounts.lock().unwrap();
        accounts.iter().map(|account| account.balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut accounts = self.accounts.lock().unwrap();
        while accounts[from].busy || accounts[to].busy {
            accounts = self.freed.wait(accounts).unwrap(); //~
        }
        let balance = accounts[from].balance;
        if balance < amount {
            self.freed.notify_one();
            return Err(Refused { balance, amount });
        }
        accounts[from].busy = true;
        accounts[to].busy = true;
        drop(accounts);

        book(from, to, amount);

        let mut accounts = self.accounts.lock().unwrap();
        accounts[from].balance -= amount;
        accounts[to].balance += amount;
        accounts[from].busy = false;
        accounts[to].busy = false;
        self.freed.notify_one(); //~
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
