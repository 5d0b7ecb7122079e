//! kind: stale_read
//! Each account has a lock of its own making, with a `Condvar` for those who wait. Who finds it free takes it without the mutex, and as it
//! was given back with `Relaxed`, may still read the balance of before.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::*};
use std::sync::{Condvar, Mutex};

struct Account {
    taken: AtomicBool,
    balance: AtomicU64,
    lock: Mutex<()>,
    bell: Condvar,
}

impl Account {
    fn acquire(&self) {
        if self.taken.compare_exchange(false, true, Acquire, Relaxed).is_ok() {
            return;
        }
        let mut guard = self.lock.lock().unwrap();
        while self.taken.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            guard = self.bell.wait(guard).unwrap();
        }
    }
    fn release(&self) {
        self.taken.store(false, Relaxed); //~
        drop(self.lock.lock().unwrap()); // who has asked in vain is waiting by now
        self.bell.notify_one();
    }
}

pub struct Bank {
    accounts: Vec<Account>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let open = |&b: &u64| Account {
            taken: false.into(),
            balance: b.into(),
            lock: Mutex::default(),
            bell: Condvar::new(),
        };
        Bank {
            accounts: balances.iter().map(open).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let account = &self.accounts[account];
        account.acquire();
        let balance = account.balance.load(Relaxed);
        account.release();
        balance
    }

    pub fn total(&self) -> u64 {
        self.accounts.iter().for_each(Account::acquire);
        let sum = self.accounts.iter().map(|a| a.balance.load(Relaxed)).sum();
        self.accounts.iter().for_each(Account::release);
        sum
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (giver, taker) = (&self.accounts[from], &self.accounts[to]);
        self.accounts[from.min(to)].acquire();
        if from != to {
            self.accounts[from.max(to)].acquire();
        }
        let balance = giver.balance.load(Relaxed);
        let result = if balance < amount {
            Err(Refused { balance, amount })
        } else {
            book(from, to, amount);
            giver.balance.store(balance - amount, Relaxed);
            taker.balance.store(taker.balance.load(Relaxed) + amount, Relaxed);
            Ok(())
        };
        giver.release();
        if from != to {
            taker.release();
        }
        result
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
