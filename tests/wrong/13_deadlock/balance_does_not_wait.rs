//! kind: wrong_result
//! Transfers hold an account's gate, but `balance` only looks at the number behind it, and that is free while a transfer is booked. So
//! the account is seen in the middle of a transfer.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

#[derive(Default)]
struct Account {
    gate: Mutex<()>,
    balance: Mutex<u64>,
}

pub struct Bank {
    accounts: Vec<Account>,
    total: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let account = |&balance: &u64| Account {
            balance: Mutex::new(balance),
            ..Account::default()
        };
        Bank {
            accounts: balances.iter().map(account).collect(),
            total: balances.iter().sum(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].balance.lock().unwrap() //~
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let _first = self.accounts[from.min(to)].gate.lock().unwrap();
        let _second = (from != to).then(|| self.accounts[from.max(to)].gate.lock().unwrap());
        let balance = self.balance(from);
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        *self.accounts[from].balance.lock().unwrap() -= amount;
        *self.accounts[to].balance.lock().unwrap() += amount;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
