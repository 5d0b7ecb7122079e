//! The bank is a thread with an inbox. It hands accounts out, both or none, in the order asked for as far as they are free; the caller books
//! and sends the new balances back. Many transfers are booked at a time, and nobody but the clerk decides.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

enum Letter {
    Borrow {
        accounts: Vec<usize>,
        reply: Sender<Vec<u64>>,
    },
    Return {
        accounts: Vec<usize>,
        balances: Vec<u64>,
    },
    Total {
        reply: Sender<u64>,
    },
}

pub struct Bank {
    clerk: Sender<Letter>,
    accounts: usize,
}

fn clerk(mut balances: Vec<u64>, inbox: Receiver<Letter>) {
    let mut lent = vec![false; balances.len()];
    let mut waiting: Vec<(Vec<usize>, Sender<Vec<u64>>)> = Vec::new();
    for letter in inbox {
        match letter {
            Letter::Borrow { accounts, reply } => waiting.push((accounts, reply)),
            Letter::Return {
                accounts,
                balances: changed,
            } => {
                for (account, balance) in accounts.into_iter().zip(changed) {
                    balances[account] = balance;
                    lent[account] = false;
                }
            }
            Letter::Total { reply } => {
                let _ = reply.send(balances.iter().sum());
            }
        }
        waiting.retain(|(accounts, reply)| {
            if accounts.iter().any(|&account| lent[account]) {
                return true;
            }
            accounts.iter().for_each(|&account| lent[account] = true);
            let _ = reply.send(accounts.iter().map(|&account| balances[account]).collect());
            false
        });
    }
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let (sender, inbox) = channel();
        let accounts = balances.len();
        let balances = balances.to_vec();
        thread::spawn(move || clerk(balances, inbox));
        Bank {
            clerk: sender,
            accounts,
        }
    }

    fn send(&self, letter: Letter) {
        self.clerk.send(letter).expect("the clerk reads until we hang up");
    }

    fn borrow(&self, accounts: Vec<usize>) -> Vec<u64> {
        let (reply, answer) = channel();
        self.send(Letter::Borrow { accounts, reply });
        answer.recv().expect("the clerk answers every letter")
    }

    fn give_back(&self, accounts: Vec<usize>, balances: Vec<u64>) {
        self.send(Letter::Return { accounts, balances });
    }

    pub fn balance(&self, account: usize) -> u64 {
        assert!(account < self.accounts, "no account {account}");
        let balances = self.borrow(vec![account]);
        let balance = balances[0];
        self.give_back(vec![account], balances);
        balance
    }

    pub fn total(&self) -> u64 {
        let (reply, answer) = channel();
        self.send(Letter::Total { reply });
        answer.recv().expect("the clerk answers every letter")
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        for account in [from, to] {
            assert!(account < self.accounts, "no account {account}");
        }
        let accounts = if from == to { vec![from] } else { vec![from, to] };
        let mut balances = self.borrow(accounts.clone());
        let balance = balances[0];
        let enough = balance >= amount;
        if enough {
            book(from, to, amount);
            balances[0] -= amount;
            *balances.last_mut().unwrap() += amount;
        }
        self.give_back(accounts, balances);
        match enough {
            true => Ok(()),
            false => Err(Refused { balance, amount }),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
