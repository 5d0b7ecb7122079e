//! kind: deadlock
//! "In no interleaving does anything hang": a refused transfer frees both accounts but doesn't ring, since "nothing has
//! changed"; whoever came in the moment in which it held them to look sleeps for ever if nobody else ever rings.
mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};

pub struct Bank {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    busy: Vec<bool>,
    money: Vec<u64>,
}

impl Bank {
    /// A bank whose account `i` holds `balances[i]`.
    pub fn new(balances: &[u64]) -> Bank {
        let state = State { busy: vec![false; balances.len()], money: balances.to_vec() };
        Bank { state: Mutex::new(state), changed: Condvar::new() }
    }

    fn hold(&self, a: usize, b: usize) {
        let state = self.state.lock().unwrap();
        let mut state = self.changed.wait_while(state, |state| state.busy[a] || state.busy[b]).unwrap();
        state.busy[a] = true;
        state.busy[b] = true;
    }

    /// What one account holds. Waits for a transfer that is under way there. Panics if there is no such account.
    pub fn balance(&self, account: usize) -> u64 {
        let state = self.state.lock().unwrap();
        let state = self.changed.wait_while(state, |state| state.busy[account]).unwrap();
        state.money[account]
    }

    /// What all accounts hold together. Money is never on its way: it is the same at any time.
    pub fn total(&self) -> u64 {
        let state = self.state.lock().unwrap();
        state.money.iter().sum()
    }

    /// Moves `amount` from one account to another.
    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        self.hold(from, to);

        let mut state = self.state.lock().unwrap();
        let balance = state.money[from];
        if balance < amount {
            // Nothing has changed.
            state.busy[from] = false;
            state.busy[to] = false;
            return Err(Refused { balance, amount });
        }
        drop(state);

        book(from, to, amount);

        let mut state = self.state.lock().unwrap();
        state.money[from] -= amount;
        state.money[to] += amount;
        state.busy[from] = false;
        state.busy[to] = false;
        self.changed.notify_all();
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
