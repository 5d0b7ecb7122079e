//! A transfer is a job: it runs on a thread of its own, which holds both accounts and sends the outcome back. The caller waits for the
//! message.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

struct Accounts(Vec<Mutex<u64>>);

impl Accounts {
    fn lock(&self, number: usize) -> MutexGuard<'_, u64> {
        self.0[number].lock().unwrap()
    }

    fn with_both<T>(&self, from: usize, to: usize, work: impl FnOnce(&mut u64, Option<&mut u64>) -> T) -> T {
        if from < to {
            let mut source = self.lock(from);
            let mut target = self.lock(to);
            work(&mut source, Some(&mut target))
        } else if to < from {
            let mut target = self.lock(to);
            let mut source = self.lock(from);
            work(&mut source, Some(&mut target))
        } else {
            work(&mut self.lock(from), None)
        }
    }
}

pub struct Bank {
    accounts: Arc<Accounts>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.iter().map(|&balance| Mutex::new(balance)).collect();
        Bank {
            accounts: Arc::new(Accounts(accounts)),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts.lock(account)
    }

    pub fn total(&self) -> u64 {
        fn add_up(accounts: &Accounts, from: usize) -> u64 {
            if from == accounts.0.len() {
                return 0;
            }
            let held = accounts.lock(from);
            // What comes after it is added up while this one is held.
            *held + add_up(accounts, from + 1)
        }
        add_up(&self.accounts, 0)
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let accounts = Arc::clone(&self.accounts);
        let (done, outcome) = sync_channel(1);
        thread::spawn(move || {
            let result = accounts.with_both(from, to, |source, target| {
                if *source < amount {
                    let balance = *source;
                    return Err(Refused { balance, amount });
                }
                book(from, to, amount);
                if let Some(target) = target {
                    *source -= amount;
                    *target += amount;
                }
                Ok(())
            });
            let _ = done.send(result);
        });
        outcome
            .recv()
            .expect("the transfer asked for an account that there isn't")
    }
}
