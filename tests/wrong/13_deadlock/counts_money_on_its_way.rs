//! kind: wrong_result
//! What has been taken and not yet given is counted as "on its way", and `total` adds it to the balances. But it reads them one after the
//! other, without holding anything, and what moves meanwhile is seen twice or not at all.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    locks: Vec<Mutex<()>>,
    balances: Vec<AtomicU64>,
    on_its_way: AtomicU64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            locks: balances.iter().map(|_| Mutex::new(())).collect(),
            balances: balances.iter().map(|&balance| AtomicU64::new(balance)).collect(),
            on_its_way: AtomicU64::new(0),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let _held = self.locks[account].lock().unwrap();
        self.balances[account].load(SeqCst)
    }

    pub fn total(&self) -> u64 {
        let mut total = self.on_its_way.load(SeqCst); //~
        for balance in &self.balances {
            total = total.wrapping_add(balance.load(SeqCst)); //~
        }
        total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let _low = self.locks[from.min(to)].lock().unwrap();
        let _high = (from != to).then(|| self.locks[from.max(to)].lock().unwrap());
        let balance = self.balances[from].load(SeqCst);
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        self.on_its_way.fetch_add(amount, SeqCst); //~
        self.balances[from].fetch_sub(amount, SeqCst); //~
        book(from, to, amount);
        self.balances[to].fetch_add(amount, SeqCst); //~
        self.on_its_way.fetch_sub(amount, SeqCst); //~
        Ok(())
    }
}
