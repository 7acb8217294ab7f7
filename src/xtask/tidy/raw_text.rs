//! Elements whose children the server writes without escaping must not hold anything that varies.

use super::files::{Finding, SourceFile};
use super::rust;

const ELEMENTS: [&str; 4] = ["textarea", "script", "style", "noscript"];

/// Finds children in braces inside of these elements, other than one constant.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.is_in("src/", ".rs")) {
        for element in ELEMENTS {
            let open = format!("<{element}");
            for (start, _) in file.code.match_indices(&open) {
                if is_varying(&file.code[start + open.len()..], element) {
                    let sentence = format!(
                        "children of <{element}> are not escaped: use prop:value, an attribute \
                         or a constant"
                    );
                    findings.push(file.finding(start, sentence));
                }
            }
        }
    }
    findings
}

/// Whether an element, from behind its name on, has a child in braces.
fn is_varying(code: &str, element: &str) -> bool {
    if code.starts_with(|c| rust::is_word_character(c) || c == '-') {
        return false;
    }
    let Some(begin) = end_of_tag(code) else { return false };
    let length = code[begin..].find(&format!("</{element}")).unwrap_or(code.len() - begin);
    let children = &code[begin..begin + length];
    children.match_indices('{').any(|(at, _)| {
        let is_attribute = children[..at].trim_end().ends_with('=');
        !is_attribute
            && !is_inside_block(children, at)
            && !is_constant(&children[rust::block(children, at)])
    })
}

/// Behind the `>` that ends the opening tag; nothing when the tag closes itself.
fn end_of_tag(code: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(character) = code[at..].chars().next() {
        match character {
            '{' | '(' | '[' => at = rust::block(code, at).end,
            '>' if code[..at].ends_with('/') => return None,
            '>' if !code[..at].ends_with(['=', '-']) => return Some(at + 1),
            _ => at += character.len_utf8(),
        }
    }
    None
}

/// Whether an earlier brace opened a block around this place, which then is judged already.
fn is_inside_block(code: &str, at: usize) -> bool {
    let opened = code[..at].matches('{').count();
    opened > code[..at].matches('}').count()
}

/// `{NAME}`: a text of our own, known before the program runs.
fn is_constant(block: &str) -> bool {
    let name = block.trim_matches(['{', '}']).trim();
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_' || c == ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check(&[SourceFile::new("src/features/a.rs", text)]).len()
    }

    #[test]
    fn values_constants_and_fixed_texts_pass() {
        assert_eq!(
            count("<textarea prop:value={move || text.get()} on:input=move |e| set(e)></textarea>"),
            0
        );
        assert_eq!(count("<textarea rows=3 prop:value=text/> <p>{text}</p>"), 0);
        assert_eq!(count("<script nonce={nonce}>{THEME_SCRIPT}</script>"), 0);
        assert_eq!(count("<noscript><link href={url}/>\"Switch on JavaScript\"</noscript>"), 0);
        assert_eq!(
            count("// <textarea>{text}</textarea>\n\"<style>{x}</style>\" <styled>{x}</styled>"),
            0
        );
    }

    #[test]
    fn a_varying_child_of_each_element_is_found() {
        assert_eq!(count("<textarea class=\"a\">{move || text.get()}</textarea>"), 1);
        assert_eq!(count("<script nonce={nonce}>{format!(\"let a = {b}\")}</script>"), 1);
        assert_eq!(count("<style>{css}</style>"), 1);
        assert_eq!(count("<noscript><p>{t!(i18n, a)}</p></noscript>"), 1);
        assert_eq!(count("<textarea on:input=move |e| { set(e) }>{text}</textarea>"), 1);
    }
}
