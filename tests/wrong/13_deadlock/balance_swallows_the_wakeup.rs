//! kind: deadlock
//! A release wakes one waiter only, and where that is a balance it takes nothing and wakes nobody after it, so a transfer that waits there sleeps for ever
mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};

#[derive(Default)]
struct Account {
    money: Mutex<u64>,
    busy: Mutex<bool>,
    free: Condvar,
}

struct Claim<'a>(&'a Account);

impl Account {
    fn claim(&self) -> Claim<'_> {
        let mut busy = self.free.wait_while(self.busy.lock().unwrap(), |busy| *busy).unwrap();
        *busy = true;
        Claim(self)
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        *self.0.busy.lock().unwrap() = false;
        self.0.free.notify_one(); //~
    }
}

pub struct Bank {
    accounts: Vec<Account>,
    sum: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.iter().map(|&b| Account { money: Mutex::new(b), ..Default::default() }).collect();
        Bank { accounts, sum: balances.iter().sum() }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let account = &self.accounts[account];
        let _free = account.free.wait_while(account.busy.lock().unwrap(), |busy| *busy).unwrap(); //~
        *account.money.lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        self.sum
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.accounts[from], &self.accounts[to]);
        let _first = self.accounts[from.min(to)].claim();
        let _second = (from != to).then(|| self.accounts[from.max(to)].claim());
        let balance = *source.money.lock().unwrap();
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        *source.money.lock().unwrap() -= amount;
        *target.money.lock().unwrap() += amount;
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
