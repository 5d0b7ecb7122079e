//! Transfers draw a ticket and are served as soon as no earlier one needs one of their accounts. Fair, and nobody ever holds one account
//! while waiting for another.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Condvar, Mutex, MutexGuard};

struct Ticket {
    number: u64,
    accounts: [usize; 2],
}

struct Hall {
    balances: Vec<u64>,
    next: u64,
    tickets: Vec<Ticket>,
}

impl Hall {
    fn served(&self, number: u64, accounts: [usize; 2]) -> bool {
        self.tickets
            .iter()
            .take_while(|ticket| ticket.number < number)
            .all(|earlier| earlier.accounts.iter().all(|account| !accounts.contains(account)))
    }
}

pub struct Bank {
    hall: Mutex<Hall>,
    called: Condvar,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            hall: Mutex::new(Hall {
                balances: balances.to_vec(),
                next: 0,
                tickets: Vec::new(),
            }),
            called: Condvar::new(),
        }
    }

    fn draw(&self, accounts: [usize; 2]) -> (u64, MutexGuard<'_, Hall>) {
        let mut hall = self.hall.lock().unwrap();
        assert!(accounts.iter().all(|&account| account < hall.balances.len()));
        let number = hall.next;
        hall.next += 1;
        hall.tickets.push(Ticket { number, accounts });
        let waits = |hall: &mut Hall| !hall.served(number, accounts);
        (number, self.called.wait_while(hall, waits).unwrap())
    }

    fn leave(&self, number: u64, mut hall: MutexGuard<'_, Hall>) {
        hall.tickets.retain(|ticket| ticket.number != number);
        self.called.notify_all();
    }

    pub fn balance(&self, account: usize) -> u64 {
        let (number, hall) = self.draw([account, account]);
        let balance = hall.balances[account];
        self.leave(number, hall);
        balance
    }

    pub fn total(&self) -> u64 {
        self.hall.lock().unwrap().balances.iter().sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (number, hall) = self.draw([from, to]);
        let balance = hall.balances[from];
        if balance < amount {
            self.leave(number, hall);
            return Err(Refused { balance, amount });
        }
        drop(hall);
        book(from, to, amount);
        let mut hall = self.hall.lock().unwrap();
        hall.balances[from] -= amount;
        hall.balances[to] += amount;
        self.leave(number, hall);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
