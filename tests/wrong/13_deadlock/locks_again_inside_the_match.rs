//! kind: deadlock
//! A guard made in the head of a `match` lives until its end, so inside it the account is still locked, and locking it again waits for
//! ever.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    /// Held for a whole transfer, in ascending order.
    gates: Vec<Mutex<()>>,
    balances: Vec<Mutex<u64>>,
    total: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            gates: balances.iter().map(|_| Mutex::new(())).collect(),
            balances: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
            total: balances.iter().sum(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let _open = self.gates[account].lock().unwrap();
        *self.balances[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let _first = self.gates[from.min(to)].lock().unwrap();
        let _second = (from != to).then(|| self.gates[from.max(to)].lock().unwrap());
        match self.balances[from].lock().unwrap().checked_sub(amount) { //~
            Some(_) => {
                book(from, to, amount);
                *self.balances[from].lock().unwrap() -= amount; //~
                *self.balances[to].lock().unwrap() += amount;
                Ok(())
            }
            None => Err(Refused {
                balance: *self.balances[from].lock().unwrap(), //~
                amount,
            }),
        }
    }
}
