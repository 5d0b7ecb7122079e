//! kind: stale_read
//! the second claim is no acquire: 0 -> 2 and then 1 -> 2 have nothing but account 2 in common, and the second may read what 2 held before the first

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::{Acquire, Relaxed, Release}};
use std::thread;
use std::time::Duration;

struct Account {
    claimed: AtomicBool,
    money: AtomicU64,
}

struct Claim<'a>(&'a Account);

impl Account {
    /// The second of two: the first claim has synchronised already.
    fn claim_too(&self) -> Claim<'_> {
        while self.claimed.compare_exchange(false, true, Relaxed, Relaxed).is_err() { //~
            thread::sleep(Duration::from_millis(25));
        }
        Claim(self)
    }

    /// Looks now and then whether the account is free, and takes it.
    fn claim(&self) -> Claim<'_> {
        while self.claimed.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            thread::sleep(Duration::from_millis(25));
        }
        Claim(self)
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        self.0.claimed.store(false, Release);
    }
}

pub struct Bank {
    accounts: Vec<Account>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let open = |&money| Account { claimed: AtomicBool::new(false), money: AtomicU64::new(money) };
        Bank { accounts: balances.iter().map(open).collect() }
    }

    pub fn balance(&self, account: usize) -> u64 {
        let claim = self.accounts[account].claim();
        claim.0.money.load(Relaxed)
    }

    pub fn total(&self) -> u64 {
        let claims: Vec<Claim> = self.accounts.iter().map(Account::claim).collect();
        claims.iter().map(|claim| claim.0.money.load(Relaxed)).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (payer, payee) = (&self.accounts[from], &self.accounts[to]);
        let _low = if from < to { payer.claim() } else { payee.claim() };
        let _high = match from.cmp(&to) {
            std::cmp::Ordering::Less => Some(payee.claim_too()),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(payer.claim_too()),
        };
        let balance = payer.money.load(Relaxed);
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        payer.money.store(payer.money.load(Relaxed) - amount, Relaxed);
        payee.money.store(payee.money.load(Relaxed) + amount, Relaxed);
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
