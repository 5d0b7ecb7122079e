//! Why it is so:
//!
//! - One lock for each account, so that unrelated transfers don't meet.
//! - Whoever needs several locks takes them in the order of the accounts' numbers: [`Bank::hold`] for a transfer, [`Bank::total`] for
//!   all. Then whoever waits for an account holds only lower ones, and a circle of waiting would have to go up all the way round.
//! - A transfer from an account to itself has one lock to take. Taking it twice would be a circle of one.
//! - The guards live until the end of the transfer: booking is slow, but it is just what nobody may see the accounts during.
//! - Looking and taking is one `checked_sub`, under the lock. What was true before the lock may have changed by then.

mod ledger;
pub use ledger::{BOOKING, book};

use std::cmp::Ordering;
use std::sync::{Mutex, MutexGuard};

/// Accounts that many threads move money between. Accounts are numbered from 0.
pub struct Bank {
    /// Locked in ascending order only.
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    /// A bank whose account `i` holds `balances[i]`.
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
        }
    }

    /// What one account holds. Waits for a transfer that is under way there. Panics if there is no such account.
    pub fn balance(&self, account: usize) -> u64 {
        *self.lock(account)
    }

    /// What all accounts hold together. Money is never on its way: it is the same at any time.
    pub fn total(&self) -> u64 {
        let all: Vec<MutexGuard<u64>> = (0..self.accounts.len()).map(|account| self.lock(account)).collect();
        all.iter().map(|balance| **balance).sum()
    }

    /// Moves `amount` from one account to another: looks whether there is enough, books it with `book`, takes it and gives it. From
    /// the look to the end nobody else sees or changes either account; all others stay free. A refused transfer changes and books
    /// nothing. From an account to itself: booked (or refused) like any other, and changes nothing. Panics if there is no such account.
    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (mut giver, receiver) = self.hold(from, to);
        let balance = *giver;
        let rest = balance.checked_sub(amount).ok_or(Refused { balance, amount })?;
        book(from, to, amount);
        if let Some(mut receiver) = receiver {
            *giver = rest;
            *receiver += amount;
        }
        Ok(())
    }

    /// Both accounts, the giver's first, locked in ascending order. There is no second one if they are the same.
    fn hold(&self, from: usize, to: usize) -> (MutexGuard<'_, u64>, Option<MutexGuard<'_, u64>>) {
        match from.cmp(&to) {
            Ordering::Less => {
                let giver = self.lock(from);
                (giver, Some(self.lock(to)))
            }
            Ordering::Greater => {
                let receiver = self.lock(to);
                (self.lock(from), Some(receiver))
            }
            Ordering::Equal => (self.lock(from), None),
        }
    }

    fn lock(&self, account: usize) -> MutexGuard<'_, u64> {
        self.accounts[account]
            .lock()
            .expect("nothing panics while an account is locked")
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
