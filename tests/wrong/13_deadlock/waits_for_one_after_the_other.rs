//! kind: wrong_result
//! First it waits until the giver is free, then until the receiver is. While it waits for the second, somebody else may take the first
//! again, and nobody looks at that any more.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

#[derive(Clone)]
struct Account {
    balance: u64,
    users: u32,
}

pub struct Bank {
    accounts: Mutex<Vec<Account>>,
    freed: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.iter().map(|&balance| Account { balance, users: 0 });
        Bank {
            accounts: Mutex::new(accounts.collect()),
            freed: Condvar::new(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let accounts = self.accounts.lock().unwrap();
        let in_use = |accounts: &mut Vec<Account>| accounts[account].users > 0;
        self.freed.wait_while(accounts, in_use).unwrap()[account].balance
    }

    pub fn total(&self) -> u64 {
        self.accounts
            .lock()
            .unwrap()
            .iter()
            .map(|account| account.balance)
            .sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut accounts = self.accounts.lock().unwrap();
        for needed in [from, to] {
            accounts = self
                .freed
                .wait_while(accounts, |accounts| accounts[needed].users > 0) //~
                .unwrap();
        }
        let balance = accounts[from].balance;
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        accounts[from].users += 1;
        accounts[to].users += 1;
        drop(accounts);

        book(from, to, amount); //~

        let mut accounts = self.accounts.lock().unwrap();
        accounts[from].balance -= amount;
        accounts[to].balance += amount;
        accounts[from].users -= 1;
        accounts[to].users -= 1;
        self.freed.notify_all();
        Ok(())
    }
}
