//! kind: deadlock
//! No lock is held while waiting, only a mark: the giver is marked as busy first, then the receiver is waited for. A mark that is kept
//! while waiting for another one hangs like a lock.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};

struct Account {
    balance: u64,
    busy: bool,
}

pub struct Bank {
    accounts: Mutex<Vec<Account>>,
    changed: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.iter().map(|&balance| Account { balance, busy: false });
        Bank {
            accounts: Mutex::new(accounts.collect()),
            changed: Condvar::new(),
        }
    }

    fn acquire(&self, account: usize) -> u64 {
        let accounts = self.accounts.lock().unwrap();
        let mut accounts = self
            .changed
            .wait_while(accounts, |accounts| accounts[account].busy) //~
            .unwrap();
        accounts[account].busy = true;
        accounts[account].balance
    }

    fn release(&self, account: usize, balance: u64) {
        let mut accounts = self.accounts.lock().unwrap();
        accounts[account] = Account { balance, busy: false };
        self.changed.notify_all();
    }

    pub fn balance(&self, account: usize) -> u64 {
        let balance = self.acquire(account);
        self.release(account, balance);
        balance
    }

    pub fn total(&self) -> u64 {
        let accounts = self.accounts.lock().unwrap();
        accounts.iter().map(|account| account.balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let balance = self.acquire(from); //~
        if balance < amount {
            self.release(from, balance);
            return Err(Refused { balance, amount });
        }
        if from == to {
            book(from, to, amount);
            self.release(from, balance);
            return Ok(());
        }
        let there = self.acquire(to); //~
        book(from, to, amount);
        let mut accounts = self.accounts.lock().unwrap();
        for (account, balance) in [(from, balance - amount), (to, there + amount)] {
            accounts[account] = Account { balance, busy: false };
        }
        self.changed.notify_all();
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
