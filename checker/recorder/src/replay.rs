//! A certain interleaving of a certain check, as a short token that a person can paste: `no_update_is_lost.1.4x1.7x2`.
//!
//! The check, the number of the exploration in it, and the choices that are not the default: four defaults, then alternative
//! 1, seven defaults, then alternative 2, and defaults from there on. In the loom world, where the search can't be told its choices, it is the
//! execution's number instead: `publishes.1.n137`.

use std::fmt;
use std::str::FromStr;

/// Which interleaving to run again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    pub check: String,
    /// A check may explore several scenarios, one after the other; counted from 1.
    pub exploration: u32,
    pub schedule: Schedule,
}

/// How to find it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schedule {
    /// The alternatives to take; 0 is the default, and so is everything after them.
    Choices(Vec<u8>),
    /// The execution's number in a search that always goes the same way, counted from 1.
    Execution(u64),
}

impl fmt::Display for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.check, self.exploration)?;
        match &self.schedule {
            Schedule::Execution(number) => write!(f, ".n{number}"),
            Schedule::Choices(choices) => {
                let mut defaults = 0;
                for &choice in choices {
                    if choice == 0 {
                        defaults += 1;
                    } else {
                        write!(f, ".{defaults}x{choice}")?;
                        defaults = 0;
                    }
                }
                Ok(())
            }
        }
    }
}

/// More choices than any execution makes.
const MOST_CHOICES: usize = 100_000;

impl FromStr for Replay {
    type Err = String;

    fn from_str(token: &str) -> Result<Replay, String> {
        let wrong = || format!("`{token}` is no interleaving; it looks like no_update_is_lost.1.4x1.7x2");
        let mut parts = token.trim().split('.');
        let check = parts.next().filter(|check| !check.is_empty()).ok_or_else(wrong)?;
        let exploration = parts.next().and_then(|number| number.parse().ok()).ok_or_else(wrong)?;
        let parts: Vec<&str> = parts.collect();
        let schedule = match parts[..] {
            [number] if number.starts_with('n') => Schedule::Execution(number[1..].parse().map_err(|_| wrong())?),
            _ => {
                let mut choices = Vec::new();
                for part in parts {
                    let (defaults, choice) = part.split_once('x').ok_or_else(wrong)?;
                    let defaults: usize = defaults.parse().map_err(|_| wrong())?;
                    if choices.len() + defaults > MOST_CHOICES {
                        return Err(wrong());
                    }
                    choices.resize(choices.len() + defaults, 0);
                    choices.push(choice.parse().map_err(|_| wrong())?);
                }
                Schedule::Choices(choices)
            }
        };
        Ok(Replay {
            check: check.to_owned(),
            exploration,
            schedule,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_all_of_an_interleaving() {
        let check = |schedule, token: &str| {
            let replay = Replay {
                check: "nothing_hangs".to_owned(),
                exploration: 2,
                schedule,
            };
            assert_eq!(replay.to_string(), token);
            assert_eq!(token.parse(), Ok(replay));
        };
        check(Schedule::Choices(vec![0, 0, 1, 2, 0, 3]), "nothing_hangs.2.2x1.0x2.1x3");
        check(Schedule::Choices(Vec::new()), "nothing_hangs.2");
        check(Schedule::Execution(137), "nothing_hangs.2.n137");
    }

    #[test]
    fn defaults_at_the_end_need_not_be_told() {
        let replay = |choices| Replay {
            check: "a".to_owned(),
            exploration: 1,
            schedule: Schedule::Choices(choices),
        };
        assert_eq!(replay(vec![0, 1, 0, 0]).to_string(), replay(vec![0, 1]).to_string());
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for token in [
            "",
            "a",
            "a.b",
            "a.1.4",
            "a.1.x1",
            "a.1.4x",
            "a.1.4x1.n3",
            "a.1.n",
            "a.1.4x256",
            "a.1.999999999x1",
        ] {
            assert!(token.parse::<Replay>().is_err(), "{token}");
        }
    }
}
