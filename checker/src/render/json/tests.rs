use super::*;
use crate::render::samples::{ada, eve};

#[test]
fn a_report_has_the_fields_that_were_promised() {
    insta::assert_snapshot!(report(&[ada()]));
}

#[test]
fn whatever_a_learner_writes_comes_back_as_it_was() {
    let text = report(&[eve()]);
    let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(read["submissions"][0]["submission"], crate::render::samples::HOSTILE);
    // No escape sequence of a learner's reaches a terminal that the report is shown in, and no command a log.
    assert!(
        crate::render::samples::is_harmless(&text.replace(['\u{ffff}', '\u{202e}'], "")),
        "{text}"
    );
}
