//! kind: wrong_result
//! Whoever has waited five seconds goes on although the accounts are still busy
mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex};
use std::time::Duration;

#[derive(Default)]
struct Books {
    money: Vec<u64>,
    busy: Vec<bool>,
}

#[derive(Default)]
pub struct Bank {
    books: Mutex<Books>,
    freed: Condvar,
}

const PATIENCE: Duration = Duration::from_secs(5);

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let books = Books { money: balances.to_vec(), busy: vec![false; balances.len()] };
        Bank { books: Mutex::new(books), ..Bank::default() }
    }

    fn with_free<R>(&self, pair: [usize; 2], act: impl FnOnce(&mut Books) -> R) -> R {
        let books = self.books.lock().unwrap();
        // never wait for ever: that would be a deadlock
        let (mut books, _timeout) = self
            .freed
            .wait_timeout_while(books, PATIENCE, |b| pair.iter().any(|&i| b.busy[i])) //~
            .unwrap();
        act(&mut books)
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.with_free([account; 2], |books| books.money[account])
    }

    pub fn total(&self) -> u64 {
        self.books.lock().unwrap().money.iter().sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        self.with_free([from, to], |books| {
            let balance = books.money[from];
            if balance < amount {
                return Err(Refused { balance, amount });
            }
            books.busy[from] = true;
            books.busy[to] = true;
            Ok(())
        })?;
        book(from, to, amount);
        let mut books = self.books.lock().unwrap();
        books.money[from] -= amount;
        books.money[to] += amount;
        books.busy[from] = false;
        books.busy[to] = false;
        self.freed.notify_all();
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
