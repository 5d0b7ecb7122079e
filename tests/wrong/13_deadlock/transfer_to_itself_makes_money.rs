//! kind: wrong_result
//! Both balances are read and both new ones written. From an account to itself the second writing undoes the first: money from
//! nowhere.

mod ledger;
pub use ledger::{BOOKING, book};

use std::collections::HashSet;
use std::sync::{Condvar, Mutex, MutexGuard};

struct Books {
    balances: Vec<u64>,
    busy: HashSet<usize>,
}

pub struct Bank {
    books: Mutex<Books>,
    freed: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            books: Mutex::new(Books {
                balances: balances.to_vec(),
                busy: HashSet::new(),
            }),
            freed: Condvar::new(),
        }
    }

    fn when_free(&self, accounts: &[usize]) -> MutexGuard<'_, Books> {
        let books = self.books.lock().unwrap();
        self.freed
            .wait_while(books, |books| {
                accounts.iter().any(|account| books.busy.contains(account))
            })
            .unwrap()
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.when_free(&[account]).balances[account]
    }

    pub fn total(&self) -> u64 {
        self.books.lock().unwrap().balances.iter().sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut books = self.when_free(&[from, to]);
        let (left, right) = (books.balances[from], books.balances[to]);
        if left < amount {
            return Err(Refused { balance: left, amount });
        }
        books.busy.extend([from, to]);
        drop(books);

        book(from, to, amount);

        let mut books = self.books.lock().unwrap();
        books.balances[from] = left - amount; //~
        books.balances[to] = right.wrapping_add(amount); //~
        books.busy.remove(&from);
        books.busy.remove(&to);
        self.freed.notify_all();
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
