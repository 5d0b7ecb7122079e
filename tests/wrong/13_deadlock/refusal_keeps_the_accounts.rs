//! kind: deadlock
//! Both accounts are marked as busy before the look, and the early return of a refusal leaves them marked: whoever needs one of them later
//! waits for ever.

mod ledger;
pub use ledger::{BOOKING, book};

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

struct State {
    balances: Vec<u64>,
    busy: BTreeSet<usize>,
}

pub struct Bank {
    state: Mutex<State>,
    freed: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let state = State {
            balances: balances.to_vec(),
            busy: BTreeSet::new(),
        };
        Bank {
            state: Mutex::new(state),
            freed: Condvar::new(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let mut state = self.state.lock().unwrap();
        while state.busy.contains(&account) {
            state = self.freed.wait(state).unwrap();
        }
        state.balances[account]
    }

    pub fn total(&self) -> u64 {
        self.state.lock().unwrap().balances.iter().sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut state = self.state.lock().unwrap();
        while state.busy.contains(&from) || state.busy.contains(&to) {
            state = self.freed.wait(state).unwrap();
        }
        state.busy.extend([from, to]); //~
        let balance = state.balances[from];
        if balance < amount {
            return Err(Refused { balance, amount }); //~
        }
        drop(state);

        book(from, to, amount);

        let mut state = self.state.lock().unwrap();
        state.balances[from] -= amount;
        state.balances[to] += amount;
        state.busy.remove(&from);
        state.busy.remove(&to);
        self.freed.notify_all();
        Ok(())
    }
}
