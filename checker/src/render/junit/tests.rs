use super::*;
use crate::render::samples::{ada, eve, is_harmless};
use roxmltree::Document;

#[test]
fn a_suite_is_an_exercise_and_a_case_a_check() {
    insta::assert_snapshot!(report(&[ada()]));
}

#[test]
fn whatever_a_learner_writes_is_text() {
    let text = report(&[eve()]);
    assert!(is_harmless(&text), "{text}");
    let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let count = |tag: &str| document.descendants().filter(|node| node.has_tag_name(tag)).count();
    assert_eq!(
        [
            count("testcase"),
            count("failure"),
            count("error"),
            count("skipped"),
            count("script")
        ],
        [4, 2, 1, 1, 0]
    );
    let printed = document
        .descendants()
        .find(|node| node.has_tag_name("system-out"))
        .and_then(|node| node.text());
    assert!(printed.is_some_and(|printed| printed.contains("]]></failure></script>") && printed.contains("␛[2J")));
}

#[test]
fn the_counts_are_those_of_the_cases() {
    let text = report(&[ada(), eve()]);
    let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    for suite in document
        .descendants()
        .filter(|node| node.tag_name().name().starts_with("testsuite"))
    {
        let said = |name: &str| suite.attribute(name).and_then(|count| count.parse::<usize>().ok());
        let found = |tag: &str| Some(suite.descendants().filter(|node| node.has_tag_name(tag)).count());
        for (name, tag) in [
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ] {
            assert_eq!(said(name), found(tag), "{suite:?}: {name}");
        }
    }
}
