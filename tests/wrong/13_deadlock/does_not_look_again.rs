//! kind: panicked
//! "From the look to the end nobody else sees or changes either account" (and "a refused transfer leaves everything as
//! it was, also when two ask at the same time for what is enough for one"): if the second account is taken it steps
//! back, but when it comes again it trusts its first look; the money may have gone in between.
mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    sum: u64,
}

impl Bank {
    /// A bank whose account `i` holds `balances[i]`.
    pub fn new(balances: &[u64]) -> Bank {
        Bank { accounts: balances.iter().copied().map(Mutex::new).collect(), sum: balances.iter().sum() }
    }

    /// What one account holds. Waits for a transfer that is under way there. Panics if there is no such account.
    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    /// What all accounts hold together. Money is never on its way: it is the same at any time.
    pub fn total(&self) -> u64 {
        self.sum
    }

    /// Moves `amount` from one account to another.
    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.accounts[from], &self.accounts[to]);
        let mut approved = false;
        loop {
            let mut giver = source.lock().unwrap();
            if !approved {
                if *giver < amount {
                    return Err(Refused { balance: *giver, amount });
                }
                approved = true;
            }
            if from == to {
                book(from, to, amount);
                return Ok(());
            }
            if let Ok(mut taker) = target.try_lock() {
                book(from, to, amount);
                *giver -= amount;
                *taker += amount;
                return Ok(());
            }
            drop(giver);
            thread::sleep(Duration::from_millis(35));
        }
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
