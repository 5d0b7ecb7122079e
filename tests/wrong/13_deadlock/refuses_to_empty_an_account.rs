//! kind: wrong_result
//! `<=` for `<`: a transfer of everything that an account holds is refused, although there is enough.

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
            let own = self.accounts[from].lock().unwrap();
            return self.settle(&mut own.clone(), &mut 0, (from, to, amount));
        }
        let mut a = self.accounts[from.min(to)].lock().unwrap();
        let mut b = self.accounts[from.max(to)].lock().unwrap();
        if from < to {
            self.settle(&mut a, &mut b, (from, to, amount))
        } else {
            self.settle(&mut b, &mut a, (from, to, amount))
        }
    }

    fn settle(
        &self,
        source: &mut u64,
        target: &mut u64,
        (from, to, amount): (usize, usize, u64),
    ) -> Result<(), Refused> {
        if *source <= amount { //~
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
