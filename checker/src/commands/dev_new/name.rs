//! The name of a new exercise. In: what the author typed. Out: a folder's and a package's name that nobody else has, or why it is none.

use crate::error::Error;

/// `17_channel_pipeline`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

/// What a package can't be called: crates that are linked with every exercise, and packages of this workspace.
const RESERVED: [&str; 13] = [
    "std",
    "core",
    "alloc",
    "test",
    "proc_macro",
    "harness",
    "suite",
    "program",
    "engine",
    "checker",
    "tests",
    "recorder",
    "harness_common",
];

impl Name {
    /// # Errors
    /// If it is not of the form `17_channel_pipeline`, or if an exercise of the `taken` folders has its number or its name.
    pub fn new(typed: &str, taken: &[&str]) -> Result<Name, Error> {
        let form = || {
            Error::new(
                format!("`{typed}` is no name for an exercise"),
                "Write two digits, an underscore, and a name of small letters, digits and underscores: 17_channel_pipeline. \
                 The number is the place in the course.",
            )
        };
        let (number, name) = typed.split_once('_').ok_or_else(form)?;
        let is_number = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_word = |word: &str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        let begins_well = name.starts_with(|first: char| first.is_ascii_lowercase());
        if !is_number || !begins_well || !name.split('_').all(is_word) {
            return Err(form());
        }
        if RESERVED.contains(&name) || syn::parse_str::<syn::Ident>(name).is_err() {
            return Err(Error::new(
                format!("no package can be called `{name}` here"),
                "It is a word of Rust's, or a crate that every exercise is linked with. Choose another name.",
            ));
        }
        for folder in taken {
            let (their_number, their_name) = folder.split_once('_').unwrap_or((folder, ""));
            if their_name == name {
                return Err(Error::new(
                    format!("there is an exercise `{name}` already: {folder}"),
                    "Choose another name.",
                ));
            }
            if their_number == number {
                return Err(Error::new(
                    format!("number {number} is taken by {folder}"),
                    "Choose another number; `checker list` shows those that are taken.",
                ));
            }
        }
        Ok(Name(typed.to_owned()))
    }

    /// `17_channel_pipeline`
    pub fn folder(&self) -> &str {
        &self.0
    }

    /// `channel_pipeline`
    pub fn package(&self) -> &str {
        &self.0[3..]
    }

    /// A template with this name in the place of `NN`, `NAME` and `TITLE`.
    pub fn written_into(&self, template: &str) -> String {
        let mut title = self.package().replace('_', " ");
        title[..1].make_ascii_uppercase();
        template
            .replace("NN_NAME", self.folder())
            .replace("NAME", self.package())
            .replace("NN", &self.0[..2])
            .replace("TITLE", &title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str) {
        let said = match Name::new(typed, &["09_race_demo", "16_bounded_buffer"]) {
            Ok(name) => format!("{} {}", name.folder(), name.package()),
            Err(error) => error.what,
        };
        assert_eq!(said, expected, "{typed}");
    }

    #[test]
    fn a_name_is_a_number_and_words() {
        check("17_channel_pipeline", "17_channel_pipeline channel_pipeline");
        check("00_x2", "00_x2 x2");
        for bad in [
            "channel_pipeline",
            "7_channel_pipeline",
            "017_channel",
            "17-channel",
            "17_",
            "17__channel",
            "17_channel_",
            "17_Channel",
            "17_2_channels",
            "17_kanäle",
            "17_a b",
            "../17_x",
            "17_../x",
            "",
        ] {
            check(bad, &format!("`{bad}` is no name for an exercise"));
        }
    }

    #[test]
    fn a_number_or_name_is_given_once() {
        check("09_channel_pipeline", "number 09 is taken by 09_race_demo");
        check("17_race_demo", "there is an exercise `race_demo` already: 09_race_demo");
    }

    #[test]
    fn words_of_rust_and_other_crates_are_no_packages() {
        for word in ["match", "async", "std", "harness", "self"] {
            check(
                &format!("17_{word}"),
                &format!("no package can be called `{word}` here"),
            );
        }
    }

    #[test]
    fn a_template_gets_the_name_and_a_title() {
        let name = Name::new("17_channel_pipeline", &[]).expect("a good name");
        let text = name.written_into("# NN · TITLE: NN_NAME, `use NAME::x`");
        assert_eq!(
            text,
            "# 17 · Channel pipeline: 17_channel_pipeline, `use channel_pipeline::x`"
        );
    }
}
