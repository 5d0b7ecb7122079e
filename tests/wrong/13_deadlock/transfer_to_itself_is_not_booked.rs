//! kind: wrong_output
//! From an account to itself nothing changes, so the answer comes at once, without booking. The text asks for it: "like any other".

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

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
        if from == to {
            let balance = self.balance(from);
            return match balance < amount {
                true => Err(Refused { balance, amount }),
                false => Ok(()), //~
            };
        }
        let mut first = self.accounts[from.min(to)].lock().unwrap();
        let mut second = self.accounts[from.max(to)].lock().unwrap();
        let (source, target) = match from < to {
            true => (&mut *first, &mut *second),
            false => (&mut *second, &mut *first),
        };
        if *source < amount {
            return Err(Refused {
                balance: *source,
                amount,
            });
        }
        book(from, to, amount);
        *source -= amount;
        *target += amount;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
