//! Money moves between accounts, in both directions at once, and nobody hangs.
//! `src/ledger.rs` is given; the struct and the four bodies below are yours. The README says what each must do.

mod ledger;
pub use ledger::{BOOKING, book};

/// Accounts that many threads move money between. Accounts are numbered from 0.
pub struct Bank {
    // yours
}

impl Bank {
    /// A bank whose account `i` holds `balances[i]`.
    pub fn new(balances: &[u64]) -> Bank {
        todo!("keep the balances {balances:?} so that each account can be locked")
    }

    /// What one account holds. Waits for a transfer that is under way there. Panics if there is no such account.
    pub fn balance(&self, account: usize) -> u64 {
        todo!("look into account {account} when no transfer holds it")
    }

    /// What all accounts hold together. Money is never on its way: it is the same at any time.
    pub fn total(&self) -> u64 {
        todo!("add up what all accounts hold at one and the same moment")
    }

    /// Moves `amount` from one account to another: looks whether there is enough, books it with `book`, takes it and gives it. From
    /// the look to the end nobody else sees or changes either account; all others stay free. A refused transfer changes and books
    /// nothing. From an account to itself: booked (or refused) like any other, and changes nothing. Panics if there is no such account.
    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        todo!("hold accounts {from} and {to} at the same time, book {amount} and move it")
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
