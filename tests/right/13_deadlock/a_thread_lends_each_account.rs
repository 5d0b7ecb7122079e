//! Every account is a thread that owns its balance and lends it to one visitor at a time. Visitors go to the account with the lower number
//! first: the order that avoids the deadlock is the same with messages. The bank joins its threads when it is dropped.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

/// A visitor is sent the balance and a way to give it back.
type Visit = Sender<Loan>;

struct Loan {
    balance: u64,
    back: Sender<u64>,
}

impl Loan {
    fn give_back(self) {
        self.back.send(self.balance).unwrap();
    }
}

struct Account {
    door: Option<Sender<Visit>>,
    thread: Option<JoinHandle<()>>,
}

impl Account {
    fn open(mut balance: u64) -> Account {
        let (door, visits) = channel::<Visit>();
        let thread = thread::spawn(move || {
            for visitor in visits {
                let (back, returned) = channel();
                visitor.send(Loan { balance, back }).unwrap();
                balance = returned.recv().unwrap();
            }
        });
        Account {
            door: Some(door),
            thread: Some(thread),
        }
    }

    fn visit(&self) -> Loan {
        let (visitor, loan) = channel();
        self.door.as_ref().unwrap().send(visitor).unwrap();
        loan.recv().unwrap()
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        self.door = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

pub struct Bank {
    accounts: Vec<Account>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Account::open(balance)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let loan = self.accounts[account].visit();
        let balance = loan.balance;
        loan.give_back();
        balance
    }

    pub fn total(&self) -> u64 {
        let loans: Vec<Loan> = self.accounts.iter().map(Account::visit).collect();
        let total = loans.iter().map(|loan| loan.balance).sum();
        loans.into_iter().for_each(Loan::give_back);
        total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.accounts[from], &self.accounts[to]);
        let (mut giver, mut taker);
        if from < to {
            giver = source.visit();
            taker = Some(target.visit());
        } else if from > to {
            taker = Some(target.visit());
            giver = source.visit();
        } else {
            giver = source.visit();
            taker = None;
        }
        let balance = giver.balance;
        let result = if balance < amount {
            Err(Refused { balance, amount })
        } else {
            book(from, to, amount);
            if let Some(taker) = &mut taker {
                giver.balance -= amount;
                taker.balance += amount;
            }
            Ok(())
        };
        giver.give_back();
        if let Some(taker) = taker {
            taker.give_back();
        }
        result
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
