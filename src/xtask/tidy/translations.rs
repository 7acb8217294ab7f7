//! Both languages have the same catalogues, the same keys, and the same gaps to fill in; Chinese
//! has its own marks.

use super::files::{Finding, SourceFile};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const FOLDER: &str = "src/locale/";
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Endings by which a language tells numbers apart; the keys of one group are one text.
const PLURALS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];

/// Marks that stand behind Chinese characters in their full width.
const MARKS: [(char, char); 5] = [(':', '：'), ('?', '？'), ('!', '！'), (',', '，'), (';', '；')];

/// The names of the gaps in each text, by its key.
type Texts = BTreeMap<String, BTreeSet<String>>;

/// Finds catalogues and keys that one language lacks, empty texts, gaps that differ, and half-width
/// marks behind Chinese characters.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let [chinese, english] = LANGUAGES;
    let mut findings = compare(files, chinese, english);
    findings.extend(compare(files, english, chinese));
    let folder = format!("{FOLDER}{chinese}/");
    let catalogues = files.iter().filter(|file| file.is_in(&folder, ".json"));
    findings.extend(catalogues.flat_map(half_width));
    findings.sort();
    findings
}

/// What stands in one language and is missing in the other.
fn compare(files: &[SourceFile], here: &str, there: &str) -> Vec<Finding> {
    let prefix = format!("{FOLDER}{here}/");
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.is_in(&prefix, ".json")) {
        let twin_path = file.path.replacen(here, there, 1);
        let texts = match texts(&file.text) {
            Ok(texts) => texts,
            Err(sentence) => {
                findings.push(file.finding(0, sentence));
                continue;
            }
        };
        let Some(twin) = files.iter().find(|file| file.path == twin_path) else {
            findings.push(file.finding(0, format!("{twin_path} is missing")));
            continue;
        };
        // A broken twin is reported when its own turn comes.
        let Ok(twin_texts) = self::texts(&twin.text) else { continue };
        for (key, gaps) in &texts {
            let sentence = match twin_texts.get(key) {
                None => format!("{key} is missing in {there}"),
                Some(others) => match gaps.difference(others).next() {
                    Some(gap) => format!("{key} has no {{{{ {gap} }}}} in {there}"),
                    None => continue,
                },
            };
            findings.push(file.finding(place(&file.text, key), sentence));
        }
    }
    findings
}

/// The half-width marks directly behind a Chinese character.
fn half_width(file: &SourceFile) -> Vec<Finding> {
    let behind = file.text.chars().skip(1);
    let found = |((place, before), mark): ((usize, char), char)| {
        let (half, full) = MARKS.into_iter().find(|(half, _)| *half == mark)?;
        let sentence = format!("{before}{half} is written {before}{full}");
        is_chinese(before).then(|| file.finding(place, sentence))
    };
    file.text.char_indices().zip(behind).filter_map(found).collect()
}

fn is_chinese(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

fn texts(json: &str) -> Result<Texts, String> {
    let value: Value = serde_json::from_str(json).map_err(|error| format!("no JSON: {error}"))?;
    let mut texts = Texts::new();
    collect(&value, "", &mut texts)?;
    Ok(texts)
}

fn collect(value: &Value, path: &str, texts: &mut Texts) -> Result<(), String> {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                let key = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                collect(value, &key, texts)?;
            }
            Ok(())
        }
        Value::String(text) if text.trim().is_empty() => Err(format!("{path} is empty")),
        Value::String(text) => {
            texts.entry(group(path).to_owned()).or_default().extend(gaps(text));
            Ok(())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
            Err(format!("{path} is neither a text nor a group of texts"))
        }
    }
}

/// The key without the ending that tells numbers apart.
fn group(key: &str) -> &str {
    PLURALS.iter().find_map(|ending| key.strip_suffix(ending)).unwrap_or(key)
}

/// The names between double braces; a format behind a comma is no part of the name.
fn gaps(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split("{{").skip(1).filter_map(|rest| {
        let inside = rest.split_once("}}")?.0;
        Some(inside.split(',').next().unwrap_or(inside).trim().to_owned())
    })
}

/// Where the last part of a key stands in the file.
fn place(text: &str, key: &str) -> usize {
    let name = key.rsplit('.').next().unwrap_or(key);
    let closed = text.find(&format!("\"{name}\""));
    closed.or_else(|| text.find(&format!("\"{name}_"))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_texts(chinese: &str, english: &str) -> Vec<String> {
        let files = [
            SourceFile::new("src/locale/zh-CN/board.json", chinese),
            SourceFile::new("src/locale/en/board.json", english),
        ];
        check(&files).into_iter().map(|finding| finding.sentence).collect()
    }

    #[test]
    fn the_same_keys_and_gaps_pass() {
        let chinese = r#"{"a": "甲", "b": {"c_other": "{{ count }} 张卡", "c_one": "一张"},
            "d": "{{ x, number }}"}"#;
        let english = r#"{"b": {"c_one": "{{ count }} card", "c_other": "{{count}} cards"},
            "a": "A", "d": "{{ x }}"}"#;
        assert_eq!(check_texts(chinese, english), [""; 0]);
    }

    #[test]
    fn missing_and_extra_keys_are_found() {
        assert_eq!(
            check_texts(r#"{"a": "甲"}"#, r#"{"a": "A", "b": {"c": "C"}}"#),
            ["b.c is missing in zh-CN"]
        );
        assert_eq!(
            check_texts(r#"{"a": "甲", "b": "乙"}"#, r#"{"a": "A"}"#),
            ["b is missing in en"]
        );
    }

    #[test]
    fn gaps_that_differ_are_found() {
        let found = check_texts(r#"{"a": "{{ name }}"}"#, r#"{"a": "{{ title }}"}"#);
        assert_eq!(found, ["a has no {{ title }} in zh-CN", "a has no {{ name }} in en"]);
    }

    #[test]
    fn half_width_marks_behind_chinese_characters_are_found() {
        let check = |chinese: &str, expected: &[&str]| {
            let json = format!(r#"{{"a": "{chinese}", "b": "乙"}}"#);
            assert_eq!(check_texts(&json, r#"{"a": "A: B?", "b": "B"}"#), expected, "{chinese}");
        };
        check("原因: 超时", &["因: is written 因："]);
        check("好吗?", &["吗? is written 吗？"]);
        check("好!", &["好! is written 好！"]);
        check("甲,乙;丙", &["乙; is written 乙；", "甲, is written 甲，"]);
        check("原因：9:00、12,500，FS: SS？", &[]);
    }

    #[test]
    fn empty_broken_and_missing_catalogues_are_found() {
        assert_eq!(check_texts(r#"{"a": " "}"#, r#"{"a": "A"}"#), ["a is empty"]);
        assert_eq!(
            check_texts(r#"{"a": [1]}"#, r#"{"a": "A"}"#),
            ["a is neither a text nor a group of texts"]
        );
        assert!(check_texts("{", "{}")[0].starts_with("no JSON"));
        let alone = [SourceFile::new("src/locale/en/board.json", "{}")];
        assert_eq!(check(&alone).len(), 1);
    }
}
