use super::*;
use crate::diagram::tests::{any_story, scene, story};
use roxmltree::{Document, Node};

fn parsed(text: &str) -> Document<'_> {
    Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn all_text(document: &Document) -> String {
    let texts = document
        .descendants()
        .filter(Node::is_text)
        .filter_map(|node| node.text());
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_small_picture() {
    let story = story();
    let source = "fn main() {\n    let guard = counter.lock();\n    *guard = 1;\n}\n";
    let drawn = drawing(
        &scene(&story, source),
        &Sheet::full(&scene(&story, source), Detail::Relevant),
        "",
    );
    insta::assert_snapshot!("small", drawn);
}

#[test]
fn whatever_the_story_is_the_file_is_xml_and_its_ids_are_different() {
    for seed in 0..60 {
        let story = any_story(seed);
        let text = file(&scene(&story, "fn \u{0}\u{1b}() {}\n<&>\n"));
        let document = parsed(&text);
        assert_eq!(
            document.root_element().tag_name().namespace(),
            Some("http://www.w3.org/2000/svg")
        );
        let mut ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{seed}");
        // Every arrow's head is there.
        let heads = document.descendants().filter_map(|node| node.attribute("marker-end"));
        for head in heads {
            let id = head.trim_start_matches("url(#").trim_end_matches(')');
            assert!(ids.contains(&id), "{head}");
        }
    }
}

#[test]
fn what_the_learner_wrote_is_text_and_nothing_else() {
    let bad = "</text></svg><script>alert(1)</script><img src=x onerror='alert(2)'>]]>&\"";
    let mut story = story();
    story.threads = vec![bad.to_owned(), bad.to_owned()];
    story.things[0].name = bad.to_owned();
    for step in &mut story.steps {
        step.text = bad.to_owned();
        step.remark = Some(bad.to_owned());
    }
    let source = format!("{bad}\n").repeat(4);
    let scene = Scene {
        heading: bad.to_owned(),
        message: bad,
        help: Some(bad),
        again: bad.to_owned(),
        label: bad,
        ..scene(&story, &source)
    };
    let text = file(&scene);
    let document = parsed(&text);
    let known = [
        "svg", "style", "title", "desc", "defs", "marker", "path", "g", "rect", "circle", "text",
    ];
    for node in document.descendants().filter(Node::is_element) {
        assert!(known.contains(&node.tag_name().name()), "{node:?}");
        let handler = node.attributes().find(|attribute| attribute.name().starts_with("on"));
        assert!(handler.is_none(), "{handler:?}");
    }
    assert!(all_text(&document).contains("<script>alert(1)</script>"));
}

#[test]
fn nothing_is_fetched_and_everything_has_a_name() {
    let story = story();
    let text = file(&scene(&story, "one\ntwo\n"));
    let outside = text.replace("http://www.w3.org/2000/svg", "");
    assert!(!outside.contains("http") && !outside.contains("@import") && !outside.contains("href"));
    let document = parsed(&text);
    let root = document.root_element();
    let names = root.attribute("aria-labelledby").expect("the picture has a name");
    for id in names.split(' ') {
        assert!(root.children().any(|child| child.attribute("id") == Some(id)), "{id}");
    }
    let steps: Vec<&str> = document
        .descendants()
        .filter(|node| node.attribute("data-step").is_some())
        .filter_map(|node| node.attribute("aria-label"))
        .collect();
    assert_eq!(steps.len(), 4);
    assert_eq!(
        steps[3],
        "step 5: adder, line 2, at 2 s: lock counter — it stays locked (the decisive step)"
    );
}
