//! kind: wrong_result
//! After 1.5 s, `balance` answers with what it knew last: where transfers queue, that is in the middle of one.
mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    last_known: Vec<AtomicU64>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
            last_known: balances.iter().map(|&balance| AtomicU64::new(balance)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let lock = &self.accounts[account];
        // Half as long again as a transfer takes.
        for _ in 0..30 {
            if let Ok(balance) = lock.try_lock() {
                return *balance;
            }
            thread::sleep(Duration::from_millis(50));
        }
        self.last_known[account].load(SeqCst)
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|balance| **balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.accounts[from], &self.accounts[to]);
        if from == to {
            let account = source.lock().unwrap();
            if *account < amount {
                return Err(Refused { balance: *account, amount });
            }
            book(from, to, amount);
            return Ok(());
        }
        let (mut source, mut target) = if from < to {
            let source = source.lock().unwrap();
            (source, target.lock().unwrap())
        } else {
            let target = target.lock().unwrap();
            (source.lock().unwrap(), target)
        };
        if *source < amount {
            return Err(Refused { balance: *source, amount });
        }
        book(from, to, amount);
        *source -= amount;
        *target += amount;
        self.last_known[from].store(*source, SeqCst);
        self.last_known[to].store(*target, SeqCst);
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
