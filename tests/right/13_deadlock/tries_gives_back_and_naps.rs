//! Hold one, try the other; if that fails, give the first back and sleep a little before the next attempt. Nobody holds something
//! while waiting, and nobody spins.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, MutexGuard, TryLockError};
use std::thread;
use std::time::Duration;

type Held<'a> = MutexGuard<'a, u64>;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
        }
    }

    fn try_all(&self, numbers: impl IntoIterator<Item = usize>) -> Option<Vec<Held<'_>>> {
        numbers
            .into_iter()
            .map(|number| match self.accounts[number].try_lock() {
                Ok(guard) => Some(guard),
                Err(TryLockError::WouldBlock) => None,
                Err(TryLockError::Poisoned(error)) => panic!("{error}"),
            })
            .collect()
    }

    fn wait_for_all(&self, numbers: impl IntoIterator<Item = usize> + Clone) -> Vec<Held<'_>> {
        let mut pause = Duration::from_millis(1);
        loop {
            if let Some(guards) = self.try_all(numbers.clone()) {
                return guards;
            }
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(64));
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        self.wait_for_all(0..self.accounts.len())
            .iter()
            .map(|balance| **balance)
            .sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let numbers = if from == to { vec![from] } else { vec![from, to] };
        let mut held = self.wait_for_all(numbers);
        let balance = *held[0];
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        if let [source, target] = &mut held[..] {
            **source -= amount;
            **target += amount;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
