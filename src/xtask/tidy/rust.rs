//! Finding words, functions and blocks in Rust code whose comments and strings are blank.

use std::ops::Range;

/// A function: its name, where `fn` stands, and the bytes of its body with both braces.
pub struct Function<'a> {
    pub name: &'a str,
    pub start: usize,
    pub body: Range<usize>,
}

/// Every place where a text stands as a word of its own or as the beginning of one.
pub fn word_starts<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(|&at| !code[..at].ends_with(is_word_character))
}

/// Every place where a text stands as a whole word.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    word_starts(code, word)
        .filter(move |at| !code[at + word.len()..].starts_with(is_word_character))
}

/// Every function with a body, in the order of the text.
pub fn functions(code: &str) -> Vec<Function<'_>> {
    words(code, "fn").filter_map(|start| function_at(code, start)).collect()
}

/// The bytes from an opening bracket to behind the one that closes it.
pub fn block(code: &str, open: usize) -> Range<usize> {
    let mut depth = 0_usize;
    for (offset, byte) in code.as_bytes()[open..].iter().enumerate() {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return open..open + offset + 1;
        }
    }
    open..code.len()
}

/// Whether a character can be part of a name.
pub fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn function_at(code: &str, start: usize) -> Option<Function<'_>> {
    let rest = code[start + 2..].trim_start();
    let name_length = rest.find(|character| !is_word_character(character))?;
    let name = &rest[..name_length];
    if name.is_empty() {
        return None;
    }
    let open = start_of_body(code, start)?;
    Some(Function { name, start, body: block(code, open) })
}

/// The first brace behind parameters and result; nothing when a semicolon ends the declaration.
fn start_of_body(code: &str, start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += code[at..].find(['(', '[', '{', ';'])?;
        match code.as_bytes()[at] {
            b'{' => return Some(at),
            b';' => return None,
            _ => at = block(code, at).end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_the_borders_of_names() {
        assert_eq!(words("store my_store store2 store", "store").collect::<Vec<_>>(), [0, 22]);
        assert_eq!(word_starts("leptos_meta xleptos", "leptos").collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn functions_are_found_with_their_bodies() {
        let code =
            "fn a(f: fn(u8)) -> [u8; 2] { b({}) }\ntrait T { fn c(); }\nfn d<T>() where T: X {}";
        let found: Vec<_> =
            functions(code).into_iter().map(|one| (one.name, &code[one.body])).collect();
        assert_eq!(found, [("a", "{ b({}) }"), ("d", "{}")]);
    }
}
