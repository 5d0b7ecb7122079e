//! kind: does_not_compile
//! Balances are in `Cell`s, "as there is only one Bank". A `Cell` is not `Sync`, so a `Bank` cannot be shared between threads: the
//! program doesn't compile.

mod ledger;
pub use ledger::{BOOKING, book};

use std::cell::Cell;

pub struct Bank { //~
    accounts: Vec<Cell<u64>>, //~
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Cell::new(balance)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.accounts[account].get()
    }

    pub fn total(&self) -> u64 {
        self.accounts.iter().map(Cell::get).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.accounts[from], &self.accounts[to]);
        let balance = source.get();
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        source.set(source.get() - amount);
        target.set(target.get() + amount);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
