//! kind: lost_wakeup
//! The busy flags are atomics, set under the waiters' lock but cleared without it. That can happen after a waiter has looked and before it
//! sleeps: the notify finds nobody, and nobody calls again.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Condvar, Mutex, MutexGuard};

struct Account {
    balance: AtomicU64,
    busy: AtomicBool,
}

pub struct Bank {
    accounts: Vec<Account>,
    total: u64,
    desk: Mutex<()>,
    freed: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let account = |&balance: &u64| Account {
            balance: AtomicU64::new(balance),
            busy: AtomicBool::new(false),
        };
        Bank {
            accounts: balances.iter().map(account).collect(),
            total: balances.iter().sum(),
            desk: Mutex::new(()),
            freed: Condvar::new(),
        }
    }

    /// Waits at the desk until none of the accounts is busy.
    fn queue_up(&self, accounts: &[&Account]) -> MutexGuard<'_, ()> {
        let mut desk = self.desk.lock().unwrap();
        while accounts.iter().any(|account| account.busy.load(SeqCst)) { //~
            desk = self.freed.wait(desk).unwrap(); //~
        }
        desk
    }

    pub fn balance(&self, account: usize) -> u64 {
        let account = &self.accounts[account];
        let _desk = self.queue_up(&[account]);
        account.balance.load(SeqCst)
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.accounts[from], &self.accounts[to]);
        let desk = self.queue_up(&[source, target]);
        let balance = source.balance.load(SeqCst);
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        source.busy.store(true, SeqCst);
        target.busy.store(true, SeqCst);
        drop(desk);

        book(from, to, amount);
        source.balance.fetch_sub(amount, SeqCst);
        target.balance.fetch_add(amount, SeqCst);

        source.busy.store(false, SeqCst); //~
        target.busy.store(false, SeqCst); //~
        self.freed.notify_all(); //~
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
