//! `checker watch [NAME]`.

use clap::{Arg, ArgAction, ArgMatches, Command as Parser};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watch {
    /// `None`: the first exercise that is not done.
    pub name: Option<String>,
    /// Look for saves, instead of being told of them.
    pub poll: bool,
}

const AFTER: &str = "Keep it open in one pane and your editor in another. ? shows all keys.

Examples:
  checker watch              the first exercise that is not done
  checker watch race_demo    this one
  checker watch --poll       on a network drive";

pub fn parser() -> Parser {
    Parser::new("watch")
        .about("Check an exercise again at every save; keys for hints, the next exercise and more")
        .after_help(AFTER)
        .arg(
            Arg::new("name")
                .value_name("NAME")
                .help("Default: the first exercise that is not done"),
        )
        .arg(
            Arg::new("poll")
                .long("poll")
                .action(ArgAction::SetTrue)
                .help("Look for saves four times a second, where the system does not tell of them"),
        )
}

pub fn read(matches: &ArgMatches) -> Watch {
    Watch {
        name: matches.get_one("name").cloned(),
        poll: matches.get_flag("poll"),
    }
}
