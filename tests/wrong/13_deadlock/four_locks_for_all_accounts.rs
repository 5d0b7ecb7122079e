//! kind: too_slow
//! There are four locks, and account `n` is guarded by lock `n % 4`: accounts 0 and 4 are unrelated and wait for each other all the
//! same.

mod ledger;
pub use ledger::{BOOKING, book};

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::{Mutex, MutexGuard};

const STRIPES: usize = 4;

pub struct Bank {
    balances: Vec<AtomicU64>,
    stripes: [Mutex<()>; STRIPES],
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            balances: balances.iter().copied().map(AtomicU64::new).collect(),
            stripes: Default::default(),
        }
    }

    /// The locks of these accounts, in ascending order and each once.
    fn hold(&self, accounts: impl IntoIterator<Item = usize>) -> Vec<MutexGuard<'_, ()>> {
        let stripes: BTreeSet<usize> = accounts.into_iter().map(|account| account % STRIPES).collect();
        stripes
            .into_iter()
            .map(|stripe| self.stripes[stripe].lock().unwrap()) //~
            .collect()
    }

    pub fn balance(&self, account: usize) -> u64 {
        let _held = self.hold([account]);
        self.balances[account].load(SeqCst)
    }

    pub fn total(&self) -> u64 {
        let _held = self.hold(0..self.balances.len());
        self.balances.iter().map(|balance| balance.load(SeqCst)).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let _held = self.hold([from, to]);
        let (source, target) = (&self.balances[from], &self.balances[to]);
        let balance = source.load(SeqCst);
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount); //~
        source.fetch_sub(amount, SeqCst);
        target.fetch_add(amount, SeqCst);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
