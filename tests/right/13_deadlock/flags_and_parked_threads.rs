//! No Mutex and no Condvar around the money: every account has a flag, taken with compare_exchange, and a list of the threads that are
//! parked in front of it.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, Thread};

#[derive(Default)]
struct Account {
    taken: AtomicBool,
    balance: AtomicU64,
    parked: Mutex<Vec<Thread>>,
}

impl Account {
    fn try_take(&self) -> bool {
        // Acquire: what the holder before has written to the balance is seen.
        self.taken
            .compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    fn take(&self) {
        while !self.try_take() {
            let mut parked = self.parked.lock().unwrap();
            // Looked at again under the lock: from here on, whoever gives the account back finds us on the list.
            if self.try_take() {
                return;
            }
            parked.push(thread::current());
            drop(parked);
            thread::park();
        }
    }

    fn give_back(&self) {
        let waiting = {
            let mut parked = self.parked.lock().unwrap();
            self.taken.store(false, Ordering::Release);
            std::mem::take(&mut *parked)
        };
        for thread in waiting {
            thread.unpark();
        }
    }
}

pub struct Bank {
    accounts: Vec<Account>,
    total: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let open = |&balance: &u64| Account {
            balance: AtomicU64::new(balance),
            ..Default::default()
        };
        Bank {
            accounts: balances.iter().map(open).collect(),
            total: balances.iter().sum(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let account = &self.accounts[account];
        account.take();
        let balance = account.balance.load(Ordering::Relaxed);
        account.give_back();
        balance
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut involved = vec![&self.accounts[from.min(to)], &self.accounts[from.max(to)]];
        involved.dedup_by(|a, b| std::ptr::eq(*a, *b));
        involved.iter().for_each(|account| account.take());
        let result = self.settle(from, to, amount);
        involved.iter().rev().for_each(|account| account.give_back());
        result
    }

    /// Both accounts are taken.
    fn settle(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.accounts[from].balance, &self.accounts[to].balance);
        let balance = source.load(Ordering::Relaxed);
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        source.store(balance - amount, Ordering::Relaxed);
        target.store(target.load(Ordering::Relaxed) + amount, Ordering::Relaxed);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
