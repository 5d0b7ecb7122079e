//! A `Mutex<Vec<bool>>` says which accounts are busy, the balances themselves are atomics: they are only touched by whoever holds the
//! flag, or while the table is locked.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex};

pub struct Bank {
    balances: Vec<AtomicU64>,
    busy: Mutex<Vec<bool>>,
    released: Condvar,
}

struct Hold<'a> {
    bank: &'a Bank,
    accounts: [usize; 2],
}

impl<'a> Hold<'a> {
    fn of(bank: &'a Bank, accounts: [usize; 2]) -> Hold<'a> {
        let mut busy = bank.busy.lock().unwrap();
        while accounts.iter().any(|&account| busy[account]) {
            busy = bank.released.wait(busy).unwrap();
        }
        accounts.iter().for_each(|&account| busy[account] = true);
        Hold { bank, accounts }
    }
}

impl Drop for Hold<'_> {
    fn drop(&mut self) {
        let mut busy = self.bank.busy.lock().unwrap();
        for account in self.accounts {
            busy[account] = false;
        }
        self.bank.released.notify_all();
    }
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            balances: balances.iter().copied().map(AtomicU64::new).collect(),
            busy: Mutex::new(vec![false; balances.len()]),
            released: Condvar::new(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let _hold = Hold::of(self, [account; 2]);
        self.balances[account].load(Ordering::Acquire)
    }

    pub fn total(&self) -> u64 {
        let busy = self.busy.lock().unwrap();
        let idle = |busy: &mut Vec<bool>| busy.iter().any(|&busy| busy);
        let _all_idle = self.released.wait_while(busy, idle).unwrap();
        self.balances
            .iter()
            .map(|balance| balance.load(Ordering::Acquire))
            .sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let _hold = Hold::of(self, [from, to]);
        let balance = self.balances[from].load(Ordering::Acquire);
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        self.balances[from].fetch_sub(amount, Ordering::AcqRel);
        self.balances[to].fetch_add(amount, Ordering::AcqRel);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
