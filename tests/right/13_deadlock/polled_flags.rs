//! Each account has an atomic flag to hold it by; who finds it taken sleeps 10 ms and looks again. Acquire and Release hand the balance
//! over with the flag.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

struct Account {
    busy: AtomicBool,
    balance: AtomicU64,
}

struct Hold<'a>(&'a Account);

impl Account {
    fn hold(&self) -> Hold<'_> {
        while self.busy.swap(true, Ordering::Acquire) {
            thread::sleep(Duration::from_millis(10));
        }
        Hold(self)
    }
}

impl Hold<'_> {
    fn get(&self) -> u64 {
        self.0.balance.load(Ordering::Relaxed)
    }

    fn set(&self, balance: u64) {
        self.0.balance.store(balance, Ordering::Relaxed);
    }
}

impl Drop for Hold<'_> {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::Release);
    }
}

pub struct Bank {
    accounts: Vec<Account>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let account = |&balance: &u64| Account {
            busy: AtomicBool::new(false),
            balance: AtomicU64::new(balance),
        };
        Bank {
            accounts: balances.iter().map(account).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.accounts[account].hold().get()
    }

    pub fn total(&self) -> u64 {
        let held: Vec<Hold> = self.accounts.iter().map(Account::hold).collect();
        held.iter().map(Hold::get).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let low = self.accounts[from.min(to)].hold();
        let high = (from != to).then(|| self.accounts[from.max(to)].hold());
        let high = high.as_ref().unwrap_or(&low);
        let (source, target) = if from < to { (&low, high) } else { (high, &low) };
        let balance = source.get();
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        source.set(balance - amount);
        target.set(target.get() + amount);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
