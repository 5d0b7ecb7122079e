//! A lock of one's own making for every account: a flag, a Condvar, a guard that gives back when it is dropped. The guards are held in an
//! array sorted by number.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

/// `None` while somebody has the money in the hand.
struct Safe {
    money: Mutex<Option<u64>>,
    back: Condvar,
}

struct Hand<'a> {
    safe: &'a Safe,
    money: u64,
}

impl Safe {
    fn open(&self) -> Hand<'_> {
        let mut money = self.money.lock().unwrap();
        loop {
            match money.take() {
                Some(money) => return Hand { safe: self, money },
                None => money = self.back.wait(money).unwrap(),
            }
        }
    }
}

impl Drop for Hand<'_> {
    fn drop(&mut self) {
        *self.safe.money.lock().unwrap() = Some(self.money);
        // One is enough: whoever waits here waits for this very safe, and will give it back.
        self.safe.back.notify_one();
    }
}

pub struct Bank(Vec<Safe>);

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let safe = |&balance: &u64| Safe {
            money: Mutex::new(Some(balance)),
            back: Condvar::new(),
        };
        Bank(balances.iter().map(safe).collect())
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.0[account].open().money
    }

    pub fn total(&self) -> u64 {
        self.0
            .iter()
            .map(Safe::open)
            .collect::<Vec<_>>()
            .iter()
            .map(|hand| hand.money)
            .sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut low = self.0[from.min(to)].open();
        let mut high = if from == to {
            None
        } else {
            Some(self.0[from.max(to)].open())
        };
        let balance = match &high {
            Some(high) if from > to => high.money,
            _ => low.money,
        };
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        match &mut high {
            None => {}
            Some(high) if from < to => {
                low.money -= amount;
                high.money += amount;
            }
            Some(high) => {
                high.money -= amount;
                low.money += amount;
            }
        }
        Ok(())
    }
}
