//! kind: wrong_output
//! Taking and giving each book the transfer, so it stands in the books twice.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

#[derive(Clone, Copy)]
struct Order {
    from: usize,
    to: usize,
    amount: u64,
}

impl Order {
    fn take(self, balance: &mut u64) -> Result<(), Refused> {
        let Some(rest) = balance.checked_sub(self.amount) else {
            return Err(Refused {
                balance: *balance,
                amount: self.amount,
            });
        };
        book(self.from, self.to, self.amount); //~
        *balance = rest;
        Ok(())
    }

    fn give(self, balance: &mut u64) {
        book(self.from, self.to, self.amount); //~
        *balance += self.amount;
    }
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

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|guard| **guard).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let order = Order { from, to, amount };
        if from == to {
            let mut own = self.accounts[from].lock().unwrap();
            order.take(&mut own)?;
            order.give(&mut own);
            return Ok(());
        }
        let mut first = self.accounts[from.min(to)].lock().unwrap();
        let mut second = self.accounts[from.max(to)].lock().unwrap();
        let (source, target) = if from < to {
            (&mut first, &mut second)
        } else {
            (&mut second, &mut first)
        };
        order.take(source)?;
        order.give(target);
        Ok(())
    }
}
