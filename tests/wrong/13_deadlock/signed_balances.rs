//! kind: wrong_result
//! Balances are kept as `i64`, so that "less than nothing" can be noticed after the subtraction. The largest balances don't fit: they
//! become negative, and every transfer from there is refused.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<i64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance as i64)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap() as u64
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|guard| **guard as u64).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut low = self.accounts[from.min(to)].lock().unwrap();
        let mut high = (from != to).then(|| self.accounts[from.max(to)].lock().unwrap());
        let balance = match &high {
            Some(high) if from > to => **high,
            _ => *low,
        };
        let rest = balance.wrapping_sub(amount as i64);
        if rest < 0 { //~
            return Err(Refused {
                balance: balance as u64, //~
                amount,
            });
        }
        book(from, to, amount);
        let amount = amount as i64;
        if let Some(high) = &mut high {
            let signed = if from < to { amount } else { -amount };
            *low -= signed;
            **high += signed;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
