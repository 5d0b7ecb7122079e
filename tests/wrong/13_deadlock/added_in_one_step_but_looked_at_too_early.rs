//! kind: stale_read
//! The guard of an account gives it back with `Relaxed`. The balance is changed in one step each, so nothing is lost; but the look whether
//! there is enough may find the balance of before, and then both of two are paid from what is enough for one.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::*};
use std::thread;
use std::time::Duration;

struct Account {
    taken: AtomicBool,
    balance: AtomicU64,
}

struct Held<'a>(&'a Account);

impl Account {
    fn hold(&self) -> Held<'_> {
        while self.taken.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            thread::sleep(Duration::from_millis(100));
        }
        Held(self)
    }
}

impl Held<'_> {
    fn get(&self) -> u64 {
        self.0.balance.load(Relaxed)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.taken.store(false, Relaxed); //~
    }
}

pub struct Bank {
    accounts: Vec<Account>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let open = |&b| Account {
            taken: AtomicBool::new(false),
            balance: AtomicU64::new(b),
        };
        Bank {
            accounts: balances.iter().map(open).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.accounts[account].hold().get()
    }

    pub fn total(&self) -> u64 {
        let all: Vec<Held> = self.accounts.iter().map(Account::hold).collect();
        all.iter().map(Held::get).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (f, t) = (&self.accounts[from], &self.accounts[to]);
        let _first = self.accounts[from.min(to)].hold();
        let _second = if from == to {
            None
        } else {
            Some(self.accounts[from.max(to)].hold())
        };
        let balance = f.balance.load(Relaxed);
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        f.balance.fetch_sub(amount, Relaxed);
        t.balance.fetch_add(amount, Relaxed);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
