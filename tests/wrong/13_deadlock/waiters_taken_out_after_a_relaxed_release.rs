//! kind: stale_read
//! Each account has a lock of its own making. It is given back with `Relaxed`; then all who wait are taken out of their list and
//! unparked. They see what was done, by the list's lock, but who finds the account free hasn't looked at the list.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::*};
use std::thread::{self, Thread};

struct Account {
    taken: AtomicBool,
    balance: AtomicU64,
    waiters: Mutex<Vec<Thread>>,
}

impl Account {
    fn acquire(&self) {
        while self.taken.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            self.waiters.lock().unwrap().push(thread::current());
            if self.taken.compare_exchange(false, true, Acquire, Relaxed).is_ok() {
                return;
            }
            thread::park();
        }
    }
    fn release(&self) {
        self.taken.store(false, Relaxed); //~
        let waiters = std::mem::take(&mut *self.waiters.lock().unwrap());
        waiters.iter().for_each(Thread::unpark);
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
            waiters: Mutex::default(),
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
