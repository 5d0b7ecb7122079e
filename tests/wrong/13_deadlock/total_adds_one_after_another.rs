//! kind: wrong_result
//! `total` locks one account at a time and gives it back before the next. A transfer in between is counted on both sides, or on none.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.iter().copied().map(Mutex::new).collect();
        Bank { accounts }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let mut total: u64 = 0;
        for account in &self.accounts {
            // Wrapping, as what is counted twice may be more than fits.
            total = total.wrapping_add(*account.lock().unwrap()); //~
        }
        total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        if from == to {
            let held = self.accounts[from].lock().unwrap();
            let balance = *held;
            if balance < amount {
                return Err(Refused { balance, amount });
            }
            book(from, to, amount);
            return Ok(());
        }
        let (first, second) = if from < to { (from, to) } else { (to, from) };
        let mut first_guard = self.accounts[first].lock().unwrap();
        let mut second_guard = self.accounts[second].lock().unwrap();
        let (source, target) = if from < to {
            (&mut *first_guard, &mut *second_guard)
        } else {
            (&mut *second_guard, &mut *first_guard)
        };
        if *source < amount {
            return Err(Refused {
                balance: *source,
                amount,
            });
        }
        book(from, to, amount);
        *source -= amount; //~
        *target += amount; //~
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
