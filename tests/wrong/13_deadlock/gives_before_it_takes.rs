//! kind: panicked
//! Give first, take afterwards: for two accounts that is the same, but an account that gives to itself holds too much in between, and
//! with the largest balances the addition overflows.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, MutexGuard};

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
        let mut numbers = [from, to];
        numbers.sort_unstable();
        let mut guards: Vec<(usize, MutexGuard<u64>)> = Vec::with_capacity(2);
        for number in numbers {
            if guards.iter().all(|(locked, _)| *locked != number) {
                guards.push((number, self.accounts[number].lock().unwrap()));
            }
        }
        let mut change = |account: usize, by: &dyn Fn(u64) -> u64| {
            let (_, balance) = guards.iter_mut().find(|(number, _)| *number == account).unwrap();
            **balance = by(**balance);
            **balance
        };
        let balance = change(from, &|balance| balance);
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        change(to, &|balance| balance + amount); //~
        change(from, &|balance| balance - amount);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
