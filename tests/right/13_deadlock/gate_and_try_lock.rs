mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex, MutexGuard};

/// Locks are only taken behind the gate, all that are needed at once or none; whoever gave one back calls everybody.
pub struct Bank {
    gate: Mutex<()>,
    given_back: Condvar,
    accounts: Vec<Mutex<u64>>,
}

struct Held<'a> {
    bank: &'a Bank,
    guards: Vec<MutexGuard<'a, u64>>,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.guards.clear();
        let _gate = self.bank.gate.lock().unwrap();
        self.bank.given_back.notify_all();
    }
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            gate: Mutex::new(()),
            given_back: Condvar::new(),
            accounts: balances.iter().map(|&b| Mutex::new(b)).collect(),
        }
    }

    fn hold(&self, which: &[usize]) -> Held<'_> {
        assert!(which.iter().all(|&i| i < self.accounts.len()), "no such account");
        let mut gate = self.gate.lock().unwrap();
        loop {
            let attempt: Result<Vec<_>, _> = which.iter().map(|&i| self.accounts[i].try_lock()).collect();
            if let Ok(guards) = attempt {
                return Held { bank: self, guards };
            }
            drop(attempt);
            gate = self.given_back.wait(gate).unwrap();
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.hold(&[account]).guards[0]
    }

    pub fn total(&self) -> u64 {
        let all: Vec<usize> = (0..self.accounts.len()).collect();
        let held = self.hold(&all);
        held.guards.iter().map(|g| **g).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let which: &[usize] = if from == to { &[from] } else { &[from, to] };
        let mut held = self.hold(which);
        let balance = *held.guards[0];
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        if let [a, b] = &mut held.guards[..] {
            **a -= amount;
            **b += amount;
        }
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
