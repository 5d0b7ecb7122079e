//! kind: deadlock
//! a -> b and b -> a must first pass one gate that both share, so two accounts alone never hang. But three transfers in a ring pass
//! three gates, and then each waits for the next.

mod ledger;
pub use ledger::{BOOKING, book};

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

type Pair = (usize, usize);

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    gates: Mutex<BTreeMap<Pair, Arc<Mutex<()>>>>,
    /// Transfers make and lose no money, so the sum never changes.
    total: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
            gates: Mutex::default(),
            total: balances.iter().sum(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    fn gate(&self, a: usize, b: usize) -> Arc<Mutex<()>> {
        let mut gates = self.gates.lock().unwrap();
        Arc::clone(gates.entry((a.min(b), a.max(b))).or_default())
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let gate = self.gate(from, to);
        let _passed = gate.lock().unwrap();
        let mut source = self.accounts[from].lock().unwrap(); //~
        if *source < amount {
            return Err(Refused {
                balance: *source,
                amount,
            });
        }
        if from == to {
            book(from, to, amount);
            return Ok(());
        }
        let mut target = self.accounts[to].lock().unwrap(); //~
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
