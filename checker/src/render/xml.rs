//! A small writer of XML, for JUnit. quick-junit would do it, and costs the learner's first build more than five seconds of a processor
//! for its dependencies; the tests read what is written here with it.

use crate::render::markup::escaped;
use crate::render::untrusted;

/// XML under construction, indented by four spaces a level.
pub struct Writer {
    out: String,
    open: Vec<&'static str>,
}

/// Names and values.
pub type Attributes<'a> = &'a [(&'static str, String)];

impl Writer {
    pub fn new() -> Writer {
        Writer {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            open: Vec::new(),
        }
    }

    pub fn open(&mut self, tag: &'static str, attributes: Attributes) {
        self.start(tag, attributes, ">\n");
        self.open.push(tag);
    }

    pub fn close(&mut self) {
        if let Some(tag) = self.open.pop() {
            self.indent();
            self.out.push_str(&format!("</{tag}>\n"));
        }
    }

    pub fn empty(&mut self, tag: &'static str, attributes: Attributes) {
        self.start(tag, attributes, "/>\n");
    }

    /// An element with nothing but text in it.
    pub fn text(&mut self, tag: &'static str, attributes: Attributes, text: &str) {
        self.start(tag, attributes, ">");
        self.out.push_str(&self::text(&untrusted::lines(text)));
        self.out.push_str(&format!("</{tag}>\n"));
    }

    pub fn finish(self) -> String {
        self.out
    }

    fn start(&mut self, tag: &'static str, attributes: Attributes, end: &str) {
        self.indent();
        self.out.push_str(&format!("<{tag}"));
        for (name, value) in attributes {
            // On one line: a parser may turn a line break in an attribute into a space.
            self.out
                .push_str(&format!(" {name}=\"{}\"", text(&untrusted::line(value))));
        }
        self.out.push_str(end);
    }

    fn indent(&mut self) {
        self.out.push_str(&"    ".repeat(self.open.len()));
    }
}

/// HTML's escapes, but for the one that XML has a name for and HTML had not: quick-junit writes it so.
fn text(text: &str) -> String {
    escaped(text).replace("&#39;", "&apos;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup_and_every_character_is_allowed() {
        let mut xml = Writer::new();
        xml.open("a", &[("name", "\"<&>\u{0}\n".to_owned())]);
        xml.text("b", &[], "]]></b><!-- \u{1b}[31m\u{ffff}\nnext");
        xml.empty("c", &[]);
        xml.close();
        let text = xml.finish();
        let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let root = document.root_element();
        assert_eq!(root.attribute("name"), Some("\"<&>␀␊"));
        let inner = root.children().find(|node| node.is_element()).expect("an element");
        assert_eq!(inner.text(), Some("]]></b><!-- ␛[31m\u{fffd}\nnext"));
    }
}
