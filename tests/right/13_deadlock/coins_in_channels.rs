//! A balance is a message in a channel of its own: whoever has received it holds the account, and gives it back by sending it. Taken in
//! the order of the numbers, given back in any.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

struct Slot {
    put: SyncSender<u64>,
    take: Mutex<Receiver<u64>>,
}

impl Slot {
    fn holding(balance: u64) -> Slot {
        let (put, take) = sync_channel(1);
        put.send(balance).unwrap();
        Slot {
            put,
            take: Mutex::new(take),
        }
    }

    fn take(&self) -> u64 {
        self.take.lock().unwrap().recv().unwrap()
    }

    fn put(&self, balance: u64) {
        self.put.send(balance).unwrap();
    }
}

pub struct Bank {
    slots: Vec<Slot>,
    total: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            slots: balances.iter().copied().map(Slot::holding).collect(),
            total: balances.iter().sum(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let balance = self.slots[account].take();
        self.slots[account].put(balance);
        balance
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.slots[from], &self.slots[to]);
        let (mut left, mut right): (u64, u64) = (0, 0);
        if from < to {
            left = source.take();
            right = target.take();
        } else {
            if from > to {
                right = target.take();
            }
            left = source.take();
        }
        let result = match left < amount {
            true => Err(Refused { balance: left, amount }),
            false => {
                book(from, to, amount);
                if from != to {
                    left -= amount;
                    right += amount;
                }
                Ok(())
            }
        };
        source.put(left);
        if from != to {
            target.put(right);
        }
        result
    }
}
