//! kind: wrong_result
//! A quick look without the lock refuses a transfer although the money it needs is just being booked in
mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::{Mutex, MutexGuard};

struct Account {
    lock: Mutex<()>,
    money: AtomicU64,
}

pub struct Bank {
    accounts: Vec<Account>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank { accounts: balances.iter().map(|&b| Account { lock: Mutex::new(()), money: b.into() }).collect() }
    }

    fn guards(&self, ids: impl IntoIterator<Item = usize>) -> Vec<MutexGuard<'_, ()>> {
        let mut ids: Vec<usize> = ids.into_iter().collect();
        ids.sort();
        ids.dedup();
        ids.into_iter().map(|i| self.accounts[i].lock.lock().unwrap()).collect()
    }

    pub fn balance(&self, account: usize) -> u64 {
        let _held = self.guards([account]);
        self.accounts[account].money.load(SeqCst)
    }

    pub fn total(&self) -> u64 {
        let _held = self.guards(0..self.accounts.len());
        self.accounts.iter().map(|a| a.money.load(SeqCst)).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.accounts[from].money, &self.accounts[to].money);
        let check = || match source.load(SeqCst) {
            balance if balance < amount => Err(Refused { balance, amount }),
            _ => Ok(()),
        };
        check()?; // no need to queue for what is refused anyway //~
        let _held = self.guards([from, to]);
        check()?;
        book(from, to, amount);
        source.fetch_sub(amount, SeqCst);
        target.fetch_add(amount, SeqCst);
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
