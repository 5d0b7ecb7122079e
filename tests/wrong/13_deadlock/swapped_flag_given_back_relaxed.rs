//! kind: stale_read
//! The hand-made lock is given back with Relaxed: who takes it next may still see the balance of before.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

struct Account {
    taken: AtomicBool,
    balance: AtomicU64,
}

impl Account {
    fn acquire(&self) {
        while self.taken.swap(true, Ordering::Acquire) {
            thread::sleep(Duration::from_millis(100));
        }
    }
    fn release(&self) {
        self.taken.store(false, Ordering::Relaxed); //~
    }
}

pub struct Bank {
    accounts: Vec<Account>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let open = |&b: &u64| Account { taken: AtomicBool::new(false), balance: AtomicU64::new(b) };
        Bank { accounts: balances.iter().map(open).collect() }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let account = &self.accounts[account];
        account.acquire();
        let balance = account.balance.load(Ordering::Relaxed);
        account.release();
        balance
    }

    pub fn total(&self) -> u64 {
        self.accounts.iter().for_each(Account::acquire);
        let sum = self.accounts.iter().map(|a| a.balance.load(Ordering::Relaxed)).sum();
        self.accounts.iter().for_each(Account::release);
        sum
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (giver, taker) = (&self.accounts[from], &self.accounts[to]);
        let mut locks = vec![from, to];
        locks.sort();
        locks.dedup();
        locks.iter().for_each(|&i| self.accounts[i].acquire());
        let balance = giver.balance.load(Ordering::Relaxed);
        let result = if balance < amount {
            Err(Refused { balance, amount })
        } else {
            book(from, to, amount);
            giver.balance.store(balance - amount, Ordering::Relaxed);
            let theirs = taker.balance.load(Ordering::Relaxed);
            taker.balance.store(theirs + amount, Ordering::Relaxed);
            Ok(())
        };
        locks.iter().for_each(|&i| self.accounts[i].release());
        result
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
