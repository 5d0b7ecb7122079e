//! What a single thread is told that asks one thing after the other.

use crate::asks::*;
use crate::rules::*;
use crate::socket::{BOOKING, Bank, Refused};
use harness::{Kind, Verdict, explore, lines_that_say, wrong};

/// Asks one after the other of a bank with these balances, what each must be told, and the balances in the end.
pub type Story = (&'static [u64], &'static [Ask], Answers);

pub type Answers = &'static [Result<(), Refused>];

/// Asks in turn, on the calling thread; all answers, all balances, all bookings must be right.
pub fn told_in_turn((balances, asks, wanteds): Story) -> Verdict {
    let are = move |ok: bool| {
        let pairs = asks.iter().zip(wanteds);
        pairs
            .filter(move |(_, wanted)| wanted.is_ok() == ok)
            .map(|(&what, _)| what)
    };
    let accepted = move || are(true);
    explore(move || {
        let bank = Bank::new(balances);
        // Another bank has accounts of its own.
        let _other = Bank::new(&[1_000; 3]);
        let told: Vec<Told> = asks.iter().map(|&what| ask(&bank, what)).collect();
        let total = bank.total();
        let balances: Vec<u64> = (0..balances.len()).map(|account| bank.balance(account)).collect();
        (told, balances, total)
    })
    .preemptions(1)
    .executions(40)
    .always(move |run| {
        let Some((told, ends, total)) = run.result else {
            return Ok(());
        };
        for (at, (&told, &wanted)) in told.iter().zip(wanteds).enumerate() {
            let wanted = Told::Paid(wanted);
            if told != wanted {
                let before = asks.iter().zip(wanteds).take(at).filter(|(_, wanted)| wanted.is_ok());
                let held = after(balances, before.map(|(&what, _)| what));
                let message = format!(
                    "The accounts hold {held:?}, and `{}` is told {}; it should be {}.",
                    spelled(asks[at]),
                    said(told),
                    said(wanted)
                );
                let answer = if matches!(told, Told::Paid(Err(_))) {
                    "Refused {"
                } else {
                    "Ok("
                };
                return Err(wrong(Kind::WrongResult, message)
                    .at(lines_that_say(&[answer]))
                    .at(run.lines_that_collect()));
            }
        }
        let (booked, refused): (Vec<Ask>, Vec<Ask>) = (accepted().collect(), are(false).collect());
        books_no_refused(run, &booked, &refused)?;
        books(run, accepted())?;
        holds(run, ends, &after(balances, accepted()))?;
        let sum = balances.iter().sum::<u64>();
        if *total != sum {
            let message = format!("The accounts hold {sum} together, and `total` says {total}.");
            return Err(wrong(Kind::WrongResult, message)
                .at(run.body_of("total"))
                .at(run.lines_that_collect()));
        }
        let (took, best) = (run.elapsed(), BOOKING * accepted().count() as u32);
        if took == best {
            return Ok(());
        }
        let message = format!(
            "{} bookings one after the other took {} instead of {}.",
            accepted().count(),
            time(took),
            time(best)
        );
        let kind = if took < best { Kind::NotJoined } else { Kind::TooSlow };
        Err(wrong(kind, message).at(run.lines_that_wait()))
    })
    .verdict()
}
