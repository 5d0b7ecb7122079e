//! The booking runs on a helper thread, and the transfer waits for it with both accounts locked. Accounts know their own number, and locks
//! are ordered by it.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, MutexGuard};
use std::thread;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct AccountId(usize);

struct Account {
    id: AccountId,
    cents: Mutex<u64>,
}

trait Vault {
    fn account(&self, id: AccountId) -> &Account;

    fn locked<const N: usize>(&self, mut ids: [AccountId; N]) -> Vec<(AccountId, MutexGuard<'_, u64>)> {
        ids.sort();
        let mut held: Vec<(AccountId, MutexGuard<u64>)> = Vec::with_capacity(N);
        for id in ids {
            if held.last().is_none_or(|(last, _)| *last != id) {
                let account = self.account(id);
                held.push((account.id, account.cents.lock().expect("no transfer panics")));
            }
        }
        held
    }
}

pub struct Bank {
    accounts: Vec<Account>,
}

impl Vault for Bank {
    fn account(&self, AccountId(number): AccountId) -> &Account {
        match self.accounts.get(number) {
            Some(account) => account,
            None => panic!("there is no account {number}"),
        }
    }
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.iter().enumerate().map(|(number, &balance)| Account {
            id: AccountId(number),
            cents: Mutex::new(balance),
        });
        Bank {
            accounts: accounts.collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.locked([AccountId(account)])[0].1
    }

    pub fn total(&self) -> u64 {
        let held: Vec<_> = self
            .accounts
            .iter()
            .map(|account| account.cents.lock().unwrap())
            .collect();
        held.iter().map(|cents| **cents).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut held = self.locked([AccountId(from), AccountId(to)]);
        let mut change = |number: usize, by: &dyn Fn(u64) -> Option<u64>| -> Result<(), u64> {
            let (_, cents) = held.iter_mut().find(|(id, _)| *id == AccountId(number)).unwrap();
            **cents = by(**cents).ok_or(**cents)?;
            Ok(())
        };
        change(from, &|cents| cents.checked_sub(amount)).map_err(|balance| Refused { balance, amount })?;
        thread::scope(|scope| {
            scope.spawn(|| book(from, to, amount));
        });
        change(to, &|cents| cents.checked_add(amount)).expect("no more money than there was");
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
