//! kind: not_concurrent
//! The bank is a thread that works off orders from a channel, one after another: never a deadlock, but never two bookings at a time
//! either.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::mpsc::{Sender, channel};
use std::thread;

enum Order {
    Balance(usize, Sender<u64>),
    Total(Sender<u64>),
    Transfer(usize, usize, u64, Sender<Result<(), Refused>>),
}

pub struct Bank {
    teller: Sender<Order>,
    accounts: usize,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.len();
        let mut balances = balances.to_vec();
        let (teller, orders) = channel();
        thread::spawn(move || {
            for order in orders {
                // Whoever gave the order waits for the answer.
                match order {
                    Order::Balance(account, answer) => answer.send(balances[account]).unwrap(),
                    Order::Total(answer) => answer.send(balances.iter().sum()).unwrap(),
                    Order::Transfer(from, to, amount, answer) => {
                        let balance = balances[from];
                        let result = if balance < amount {
                            Err(Refused { balance, amount })
                        } else {
                            book(from, to, amount); //~
                            balances[from] -= amount;
                            balances[to] += amount;
                            Ok(())
                        };
                        answer.send(result).unwrap();
                    }
                }
            }
        });
        Bank { teller, accounts }
    }

    fn ask<T>(&self, order: impl FnOnce(Sender<T>) -> Order) -> T {
        let (sender, answer) = channel();
        self.teller.send(order(sender)).unwrap();
        answer.recv().unwrap() //~
    }

    pub fn balance(&self, account: usize) -> u64 {
        assert!(account < self.accounts, "there is no account {account}");
        self.ask(|answer| Order::Balance(account, answer))
    }

    pub fn total(&self) -> u64 {
        self.ask(Order::Total)
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        assert!(from.max(to) < self.accounts, "there is no account {}", from.max(to));
        self.ask(|answer| Order::Transfer(from, to, amount, answer))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
