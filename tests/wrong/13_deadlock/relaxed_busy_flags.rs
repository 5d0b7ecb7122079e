//! kind: stale_read
//! Each account has a busy flag to hold it by, and waiting is polling. The flags are Relaxed, so taking one does not bring along what the
//! holder before wrote: the balance may be read as it was.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

struct Account {
    busy: AtomicBool,
    balance: AtomicU64,
}

impl Account {
    fn hold(&self) {
        while self.busy.swap(true, Relaxed) { //~
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn release(&self) {
        self.busy.store(false, Relaxed); //~
    }
}

pub struct Bank {
    accounts: Vec<Account>,
    total: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let account = |&balance: &u64| Account {
            busy: AtomicBool::new(false),
            balance: AtomicU64::new(balance),
        };
        Bank {
            accounts: balances.iter().map(account).collect(),
            total: balances.iter().sum(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let account = &self.accounts[account];
        account.hold();
        let balance = account.balance.load(Relaxed); //~
        account.release();
        balance
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.accounts[from], &self.accounts[to]);
        self.accounts[from.min(to)].hold();
        if from != to {
            self.accounts[from.max(to)].hold();
        }
        let balance = source.balance.load(Relaxed); //~
        let result = if balance < amount {
            Err(Refused { balance, amount })
        } else {
            book(from, to, amount);
            source.balance.store(balance - amount, Relaxed);
            target.balance.store(target.balance.load(Relaxed) + amount, Relaxed);
            Ok(())
        };
        source.release();
        if from != to {
            target.release();
        }
        result
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
