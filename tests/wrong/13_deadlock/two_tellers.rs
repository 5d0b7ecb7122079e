//! kind: too_slow
//! Whatever accounts they use, only two transfers are let in at a time: a third that has nothing to do with them waits at the door.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex, MutexGuard};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    free_tellers: Mutex<u32>,
    next_please: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
            free_tellers: Mutex::new(2),
            next_please: Condvar::new(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let all: Vec<MutexGuard<u64>> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        all.iter().map(|balance| **balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let free = self.free_tellers.lock().unwrap();
        *self.next_please.wait_while(free, |free| *free == 0).unwrap() -= 1; //~
        let result = self.at_the_desk(from, to, amount);
        *self.free_tellers.lock().unwrap() += 1;
        self.next_please.notify_one();
        result
    }

    fn at_the_desk(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut low = self.accounts[from.min(to)].lock().unwrap();
        let mut high = (from != to).then(|| self.accounts[from.max(to)].lock().unwrap());
        let (source, target) = match &mut high {
            None => (&mut *low, None),
            Some(high) if from < to => (&mut *low, Some(&mut **high)),
            Some(high) => (&mut **high, Some(&mut *low)),
        };
        let balance = *source;
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        if let Some(target) = target {
            *source -= amount;
            *target += amount;
        }
        Ok(())
    }
}
