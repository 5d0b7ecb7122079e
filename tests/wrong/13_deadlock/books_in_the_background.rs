//! kind: not_joined
//! A thread of its own books and moves the money, and nobody waits for it: `transfer` says Ok before anything has happened.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct State {
    balances: Vec<u64>,
    busy: Vec<bool>,
}

struct Shared {
    state: Mutex<State>,
    freed: Condvar,
}

pub struct Bank {
    shared: Arc<Shared>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let state = State {
            balances: balances.to_vec(),
            busy: vec![false; balances.len()],
        };
        Bank {
            shared: Arc::new(Shared {
                state: Mutex::new(state),
                freed: Condvar::new(),
            }),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let state = self.shared.state.lock().unwrap();
        let state = self
            .shared
            .freed
            .wait_while(state, |state| state.busy[account])
            .unwrap();
        state.balances[account]
    }

    pub fn total(&self) -> u64 {
        self.shared.state.lock().unwrap().balances.iter().sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let state = self.shared.state.lock().unwrap();
        let busy = |state: &mut State| state.busy[from] || state.busy[to];
        let mut state = self.shared.freed.wait_while(state, busy).unwrap();
        let balance = state.balances[from];
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        state.busy[from] = true;
        state.busy[to] = true;

        let shared = Arc::clone(&self.shared);
        thread::spawn(move || { //~
            book(from, to, amount);
            let mut state = shared.state.lock().unwrap();
            state.balances[from] -= amount;
            state.balances[to] += amount;
            state.busy[from] = false;
            state.busy[to] = false;
            shared.freed.notify_all();
        });
        Ok(()) //~
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
