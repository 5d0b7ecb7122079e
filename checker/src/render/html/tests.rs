use super::*;
use crate::diagram::tests::{scene, story};
use roxmltree::{Document, Node, ParsingOptions};

/// The page without what is between the tags of scripts and style sheets, which is no markup; and the scripts.
fn taken_apart(page: &str) -> (String, Vec<&str>) {
    let (mut markup, mut scripts, mut rest) = (String::new(), Vec::new(), page);
    while let Some(at) = ["<script", "<style"].into_iter().filter_map(|tag| rest.find(tag)).min() {
        let (before, from) = rest.split_at(at);
        let close = if from.starts_with("<script") {
            "</script>"
        } else {
            "</style>"
        };
        let (open, inside) = from.split_once('>').expect("the tag ends");
        // This is how a browser finds the end of a script, too.
        let (inside, after) = inside.split_once(close).expect("it is closed");
        markup.push_str(&format!("{before}{open}>{close}"));
        if close == "</script>" {
            scripts.push(inside);
        }
        rest = after;
    }
    (markup + rest, scripts)
}

fn check(scene: &Scene, with: impl Fn(&Document, &[&str])) {
    let page = page(scene, "0123");
    let (markup, scripts) = taken_apart(&page);
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(&markup, options).unwrap_or_else(|error| panic!("{error}\n{markup}"));
    with(&document, &scripts);
}

#[test]
fn a_page_is_well_formed_and_its_ids_are_different() {
    let story = story();
    check(&scene(&story, "one\ntwo\n"), |document, scripts| {
        let mut ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        assert!(ids.contains(&"step-5") && ids.contains(&"all-step-3") && !ids.contains(&"step-3"));
        assert_eq!(scripts.len(), 2);
        // Everything that the script asks for by its id is there.
        for part in SCRIPT
            .split("byId(\"")
            .chain(SCRIPT.split("put(\""))
            .filter(|part| !part.starts_with(['/', '"']))
        {
            let id = part.split('"').next().unwrap_or("");
            assert!(ids.contains(&id), "{id}");
        }
    });
}

#[test]
fn all_steps_can_be_shown_only_where_some_are_not() {
    let mut story = story();
    assert!(page(&scene(&story, ""), "0").contains("show all steps"));
    story.steps[2].minor = false;
    assert!(!page(&scene(&story, ""), "0").contains("show all steps"));
}

#[test]
fn what_the_learner_wrote_is_text_and_nothing_else() {
    let bad = "</title></script></style><script>alert(1)</script><img src=x onerror='alert(2)'><!--\"";
    let mut story = story();
    story.threads = vec![bad.to_owned(), bad.to_owned()];
    story.things[0].name = bad.to_owned();
    for step in &mut story.steps {
        step.text = bad.to_owned();
        step.remark = Some(bad.to_owned());
        step.printed = Some(format!("{bad}\n"));
        step.value = Some(bad.to_owned());
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
    check(&scene, |document, scripts| {
        assert_eq!((scripts.len(), scripts[1].trim()), (2, SCRIPT.trim()));
        let data: serde_json::Value = serde_json::from_str(scripts[0]).expect("JSON");
        assert_eq!(data["steps"][4]["values"][0], format!("{bad} = {bad}"));
        for node in document.descendants().filter(Node::is_element) {
            assert!(
                !["img", "a", "iframe", "link", "object"].contains(&node.tag_name().name()),
                "{node:?}"
            );
            let handler = node.attributes().find(|attribute| attribute.name().starts_with("on"));
            assert!(handler.is_none(), "{handler:?}");
        }
        let lines = document.descendants().filter(|node| node.has_tag_name("li"));
        let texts: Vec<&str> = lines.filter_map(|line| line.last_child()?.text()).collect();
        assert_eq!(texts, [bad; 4]);
    });
}

#[test]
fn a_page_fetches_nothing_and_runs_only_its_own_script() {
    let story = story();
    let page = page(&scene(&story, ""), "0123");
    assert!(page.contains("default-src 'none'") && page.contains("script-src 'nonce-0123'"));
    assert_eq!(page.matches("<script nonce=\"0123\">").count(), 1);
    for fetched in ["http:", "https:", "src=", "href=", "url(//", "@import"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
}

#[test]
fn it_begins_with_what_matters_most() {
    let mut story = story();
    let first = |story: &recorder::Story| data(&scene(story, "")).first;
    story.decisive = Some(1);
    assert_eq!(first(&story), 2);
    story.decisive = None;
    assert_eq!(first(&story), 5);
    story.steps[4].minor = true;
    assert_eq!(first(&story), 4);
}
