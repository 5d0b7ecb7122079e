//! A validator for the part of JSON Schema that the schemas here use. A keyword that it does not know is an error, so that no rule is
//! passed over in silence. A whole validator from elsewhere would take longer to build than all tests together.

use serde_json::Value;

/// What is wrong with a document, each with its place.
pub fn violations(schema: &Value, document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, document, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let rules = schema.as_object().expect("a schema is an object");
    for (keyword, rule) in rules {
        let holds = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let path = rule
                    .as_str()
                    .and_then(|path| path.strip_prefix('#'))
                    .expect("a place in the schema");
                let target = root.pointer(path).unwrap_or_else(|| panic!("there is no {path}"));
                check(root, target, value, place, found);
                true
            }
            "type" => types(rule).iter().any(|name| is_a(value, name)),
            "const" => value == rule,
            "enum" => list(rule).contains(value),
            "minimum" => value
                .as_f64()
                .is_none_or(|number| number >= rule.as_f64().expect("a number")),
            "minLength" => value.as_str().is_none_or(|text| text.chars().count() >= count(rule)),
            "maxLength" => value.as_str().is_none_or(|text| text.chars().count() <= count(rule)),
            "minItems" => value.as_array().is_none_or(|items| items.len() >= count(rule)),
            "pattern" => value
                .as_str()
                .is_none_or(|text| matches(rule.as_str().expect("a pattern"), text)),
            "required" => {
                let lacks = |name: &&Value| value.is_object() && value.get(name.as_str().expect("a name")).is_none();
                let lacking: Vec<&Value> = list(rule).iter().filter(lacks).collect();
                lacking.is_empty()
            }
            "properties" => {
                for (name, schema) in rule.as_object().expect("schemas") {
                    if let Some(value) = value.get(name) {
                        check(root, schema, value, &format!("{place}.{name}"), found);
                    }
                }
                true
            }
            "additionalProperties" => {
                assert_eq!(rule, &Value::Bool(false), "only `false` is known");
                let known = &rules["properties"];
                value
                    .as_object()
                    .is_none_or(|object| object.keys().all(|name| known.get(name).is_some()))
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{place}[{at}]"), found);
                }
                true
            }
            "anyOf" => list(rule).iter().any(|schema| {
                let mut inner = Vec::new();
                check(root, schema, value, place, &mut inner);
                inner.is_empty()
            }),
            _ => panic!("the keyword {keyword} is not known"),
        };
        if !holds {
            let text = value.to_string();
            found.push(format!(
                "{place}: {keyword} {rule}: {}",
                text.chars().take(200).collect::<String>()
            ));
        }
    }
}

fn list(rule: &Value) -> &[Value] {
    rule.as_array().expect("a list")
}

fn count(rule: &Value) -> usize {
    rule.as_u64().expect("a count") as usize
}

fn types(rule: &Value) -> Vec<&str> {
    match rule {
        Value::String(name) => vec![name],
        _ => list(rule).iter().filter_map(Value::as_str).collect(),
    }
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        // 1.0 is one for JSON Schema, but not for every program that reads reports.
        "integer" => value.is_i64() || value.is_u64(),
        _ => panic!("the type {name} is not known"),
    }
}

/// `^`, `$`, `[0-9]{n}` and letters that stand for themselves.
fn matches(pattern: &str, text: &str) -> bool {
    let mut pattern = pattern.strip_prefix('^').expect("patterns begin at the beginning");
    let mut text = text;
    while !pattern.is_empty() {
        if pattern == "$" {
            return text.is_empty();
        }
        if let Some(rest) = pattern.strip_prefix("[0-9]{") {
            let (digits, rest) = rest.split_once('}').expect("a count");
            let digits: usize = digits.parse().expect("a count");
            if text.len() < digits || !text.as_bytes()[..digits].iter().all(u8::is_ascii_digit) {
                return false;
            }
            (pattern, text) = (rest, &text[digits..]);
            continue;
        }
        let letter = pattern.chars().next().expect("a letter");
        assert!(
            letter.is_alphanumeric() || "/-:".contains(letter),
            "{letter} is not known in patterns"
        );
        let Some(rest) = text.strip_prefix(letter) else {
            return false;
        };
        (pattern, text) = (&pattern[letter.len_utf8()..], rest);
    }
    true
}

/// A validator that lets everything through would let every report through.
#[test]
fn what_breaks_a_rule_is_found() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": {
            "a": {"type": "integer", "minimum": 1}, "b": {"enum": ["x", null]}, "c": {"$ref": "#/$defs/c"},
            "d": {"type": "string", "pattern": "^v[0-9]{2}$"}, "e": {"anyOf": [{"const": 1}, {"type": "array", "minItems": 1}]}
        },
        "$defs": {"c": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 2}}}
    });
    let check = |text: &str, places: &[&str]| {
        let found = violations(&schema, &serde_json::from_str(text).expect("JSON"));
        assert_eq!(found.len(), places.len(), "{text}: {found:?}");
        assert!(
            places.iter().zip(&found).all(|(place, found)| found.starts_with(place)),
            "{text}: {found:?}"
        );
    };
    check(r#"{"a": 1, "b": null, "c": ["y"], "d": "v12", "e": [0]}"#, &[]);
    check("[]", &["$: type"]);
    check(r#"{"b": "x"}"#, &["$: required"]);
    check(r#"{"a": 1, "z": 1}"#, &["$: additionalProperties"]);
    check(r#"{"a": 0}"#, &["$.a: minimum"]);
    check(r#"{"a": 1.0}"#, &["$.a: type"]);
    check(r#"{"a": 1, "b": "y"}"#, &["$.b: enum"]);
    check(
        r#"{"a": 1, "c": ["", "yyy"]}"#,
        &["$.c[0]: minLength", "$.c[1]: maxLength"],
    );
    check(r#"{"a": 1, "d": "v1"}"#, &["$.d: pattern"]);
    check(r#"{"a": 1, "d": "v123"}"#, &["$.d: pattern"]);
    check(r#"{"a": 1, "e": []}"#, &["$.e: anyOf"]);
}
