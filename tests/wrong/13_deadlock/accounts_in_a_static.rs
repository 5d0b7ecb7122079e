//! kind: wrong_result
//! The accounts are in a static, so there is one bank only: a second one wipes out the first one's money.

mod ledger;
pub use ledger::{BOOKING, book};

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

struct State {
    balances: Vec<u64>,
    busy: BTreeSet<usize>,
}

static STATE: Mutex<State> = Mutex::new(State { //~
    balances: Vec::new(),
    busy: BTreeSet::new(),
});
static FREED: Condvar = Condvar::new();

pub struct Bank;

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        STATE.lock().unwrap().balances = balances.to_vec(); //~
        Bank
    }

    fn when_free(&self, accounts: [usize; 2]) -> MutexGuard<'static, State> {
        let state = STATE.lock().unwrap();
        let busy = |state: &mut State| accounts.iter().any(|account| state.busy.contains(account));
        FREED.wait_while(state, busy).unwrap()
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.when_free([account; 2]).balances[account] //~
    }

    pub fn total(&self) -> u64 {
        STATE.lock().unwrap().balances.iter().sum() //~
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut state = self.when_free([from, to]);
        assert!(to < state.balances.len(), "no account {to}");
        let balance = state.balances[from];
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        state.busy.extend([from, to]);
        drop(state);

        book(from, to, amount);

        let mut state = STATE.lock().unwrap();
        state.balances[from] -= amount;
        state.balances[to] += amount;
        state.busy.remove(&from);
        state.busy.remove(&to);
        FREED.notify_all();
        Ok(())
    }
}
