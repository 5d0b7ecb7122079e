//! Accounts have names, "10" and "9", and are locked in the order of the alphabet: a strange order, but one and the same for everybody.
//! `total` keeps to it, too.

mod ledger;
pub use ledger::{BOOKING, book};

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    accounts: BTreeMap<String, Mutex<u64>>,
}

type Held<'a> = BTreeMap<&'a str, MutexGuard<'a, u64>>;

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let named = |(number, &balance): (usize, &u64)| (number.to_string(), Mutex::new(balance));
        Bank {
            accounts: balances.iter().enumerate().map(named).collect(),
        }
    }

    fn account(&self, number: usize) -> &Mutex<u64> {
        &self.accounts[&number.to_string()]
    }

    /// Goes through all names in order and locks those that are wanted.
    fn hold(&self, wanted: impl Fn(&str) -> bool) -> Held<'_> {
        let mut held = Held::new();
        for (name, account) in &self.accounts {
            if wanted(name) {
                held.insert(name, account.lock().unwrap());
            }
        }
        held
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.account(account).lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        self.hold(|_| true).values().map(|balance| **balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (from_name, to_name) = (from.to_string(), to.to_string());
        let mut held = self.hold(|name| name == from_name || name == to_name);
        assert!(held.contains_key(to_name.as_str()), "there is no account {to}");
        let balance = *held[from_name.as_str()];
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        **held.get_mut(from_name.as_str()).unwrap() -= amount;
        **held.get_mut(to_name.as_str()).unwrap() += amount;
        Ok(())
    }
}
