//! kind: too_slow
//! Only 4 bookings go on at a time, so of 5 unrelated transfers one waits.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};

const PENS: usize = 4; //~

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    pens: Mutex<usize>,
    pen_back: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&b| Mutex::new(b)).collect(),
            pens: Mutex::new(PENS),
            pen_back: Condvar::new(),
        }
    }

    fn write(&self, from: usize, to: usize, amount: u64) {
        *self
            .pen_back
            .wait_while(self.pens.lock().unwrap(), |p| *p == 0)
            .unwrap() -= 1; //~
        book(from, to, amount); //~
        *self.pens.lock().unwrap() += 1;
        self.pen_back.notify_one();
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|a| a.lock().unwrap()).collect();
        guards.iter().map(|g| **g).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        if from == to {
            let only = self.accounts[from].lock().unwrap();
            if *only < amount {
                return Err(Refused { balance: *only, amount });
            }
            self.write(from, to, amount);
            return Ok(());
        }
        let low = self.accounts[from.min(to)].lock().unwrap();
        let high = self.accounts[from.max(to)].lock().unwrap();
        let (mut a, mut b) = if from < to { (low, high) } else { (high, low) };
        if *a < amount {
            return Err(Refused { balance: *a, amount });
        }
        self.write(from, to, amount);
        *a -= amount;
        *b += amount;
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
