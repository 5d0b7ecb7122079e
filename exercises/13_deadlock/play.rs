//! A program with a mistake in it, for `checker play deadlock`. Which thread must go on when, so that it shows?
//!
//! It keeps the money in one place and only lends out keys, in a roundabout way: there is nothing in it to copy.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

/// The keys that hang on the board: one for each account.
struct Board {
    keys: Mutex<Vec<bool>>,
    returned: Condvar,
}

impl Board {
    fn take(&self, key: usize) {
        let keys = self.keys.lock().unwrap();
        let mut keys = self.returned.wait_while(keys, |keys| !keys[key]).unwrap();
        keys[key] = false;
    }

    fn hang_back(&self, key: usize) {
        self.keys.lock().unwrap()[key] = true;
        self.returned.notify_all();
    }
}

pub struct Bank {
    board: Board,
    money: Mutex<Vec<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            board: Board {
                keys: Mutex::new(vec![true; balances.len()]),
                returned: Condvar::new(),
            },
            money: Mutex::new(balances.to_vec()),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.money.lock().unwrap()[account]
    }

    pub fn total(&self) -> u64 {
        self.money.lock().unwrap().iter().sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        self.board.take(from);
        self.board.take(to);
        {
            let mut money = self.money.lock().unwrap();
            money[from] -= amount;
            money[to] += amount;
        }
        self.board.hang_back(from);
        self.board.hang_back(to);
        Ok(())
    }
}
