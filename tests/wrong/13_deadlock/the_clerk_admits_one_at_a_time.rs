//! kind: too_slow
//! A transfer that ends frees two accounts, and only one of those that wait is let in.
mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

enum Call {
    Balance(usize, Sender<u64>),
    Total(Sender<u64>),
    Begin(usize, usize, u64, Sender<Result<(), Refused>>),
    End(usize, usize, u64),
}

struct Clerk {
    balances: Vec<u64>,
    held: Vec<bool>,
}

impl Clerk {
    fn can_go(&self, call: &Call) -> bool {
        match call {
            Call::Balance(account, _) => !self.held[*account],
            Call::Begin(from, to, ..) => !self.held[*from] && !self.held[*to],
            Call::Total(_) | Call::End(..) => true,
        }
    }

    /// Says whether accounts are held by it now.
    fn go(&mut self, call: Call) -> bool {
        match call {
            Call::Balance(account, reply) => {
                let _ = reply.send(self.balances[account]);
            }
            Call::Total(reply) => {
                let _ = reply.send(self.balances.iter().sum());
            }
            Call::Begin(from, to, amount, reply) => {
                let balance = self.balances[from];
                if balance >= amount {
                    self.held[from] = true;
                    self.held[to] = true;
                    let _ = reply.send(Ok(()));
                    return true;
                }
                let _ = reply.send(Err(Refused { balance, amount }));
            }
            Call::End(from, to, amount) => {
                self.balances[from] -= amount;
                self.balances[to] += amount;
                self.held[from] = false;
                self.held[to] = false;
            }
        }
        false
    }

    fn serve(mut self, inbox: Receiver<Call>) {
        let mut line: Vec<Call> = Vec::new();
        for call in inbox {
            let over = matches!(call, Call::End(..));
            if self.can_go(&call) {
                self.go(call);
            } else {
                line.push(call);
            }
            // One has left: the next, please. Whoever holds nothing makes room for one more.
            let mut room = over;
            while room {
                let Some(next) = line.iter().position(|call| self.can_go(call)) else { break };
                let call = line.remove(next);
                room = !self.go(call);
            }
        }
    }
}

pub struct Bank {
    size: usize,
    desk: Option<Sender<Call>>,
    clerk: Option<JoinHandle<()>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let clerk = Clerk { balances: balances.to_vec(), held: vec![false; balances.len()] };
        let (desk, inbox) = channel();
        let clerk = thread::spawn(move || clerk.serve(inbox));
        Bank { size: balances.len(), desk: Some(desk), clerk: Some(clerk) }
    }

    fn send(&self, call: Call) {
        let _ = self.desk.as_ref().unwrap().send(call);
    }

    pub fn balance(&self, account: usize) -> u64 {
        assert!(account < self.size, "no account {account}");
        let (reply, answer) = channel();
        self.send(Call::Balance(account, reply));
        answer.recv().unwrap()
    }

    pub fn total(&self) -> u64 {
        let (reply, answer) = channel();
        self.send(Call::Total(reply));
        answer.recv().unwrap()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        assert!(from < self.size && to < self.size, "no account {from} or {to}");
        let (reply, answer) = channel();
        self.send(Call::Begin(from, to, amount, reply));
        answer.recv().unwrap()?;
        book(from, to, amount);
        self.send(Call::End(from, to, amount));
        Ok(())
    }
}

impl Drop for Bank {
    fn drop(&mut self) {
        self.desk = None;
        if let Some(clerk) = self.clerk.take() {
            let _ = clerk.join();
        }
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
