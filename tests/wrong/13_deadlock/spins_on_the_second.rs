//! kind: busy_wait
//! The accounts are taken in order, so nobody hangs; but the second one is waited for by trying it again and again, which burns a core for
//! as long as another transfer is booked.

mod ledger;
pub use ledger::{BOOKING, book};

use std::hint;
use std::sync::{Mutex, MutexGuard};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
        }
    }

    fn seize(&self, account: usize) -> MutexGuard<'_, u64> {
        let account = &self.accounts[account];
        loop {
            if let Ok(guard) = account.try_lock() { //~
                return guard;
            }
            hint::spin_loop(); //~
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|guard| **guard).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut first = self.accounts[from.min(to)].lock().unwrap();
        let mut second = if from == to { None } else { Some(self.seize(from.max(to))) };
        let balance = match &second {
            Some(second) if to < from => **second,
            _ => *first,
        };
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        match &mut second {
            None => {}
            Some(second) if from < to => {
                *first -= amount;
                **second += amount;
            }
            Some(second) => {
                **second -= amount;
                *first += amount;
            }
        }
        Ok(())
    }
}
