//! kind: wrong_result
//! Whether the accounts are free is asked once, with `if`. After any wake-up the transfer goes on, also when the accounts have been taken
//! again in the meantime.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};

struct State {
    balances: Vec<u64>,
    busy: Vec<bool>,
}

pub struct Bank {
    state: Mutex<State>,
    freed: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let state = State {
            balances: balances.to_vec(),
            busy: vec![false; balances.len()],
        };
        Bank {
            state: Mutex::new(state),
            freed: Condvar::new(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let state = self.state.lock().unwrap();
        let state = self.freed.wait_while(state, |state| state.busy[account]).unwrap();
        state.balances[account]
    }

    pub fn total(&self) -> u64 {
        self.state.lock().unwrap().balances.iter().sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut state = self.state.lock().unwrap();
        if state.busy[from] || state.busy[to] {
            state = self.freed.wait(state).unwrap(); //~
        }
        let balance = state.balances[from];
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        state.busy[from] = true;
        state.busy[to] = true;
        drop(state);

        book(from, to, amount); //~

        let mut state = self.state.lock().unwrap();
        state.balances[from] -= amount;
        state.balances[to] += amount;
        state.busy[from] = false;
        state.busy[to] = false;
        self.freed.notify_all();
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
