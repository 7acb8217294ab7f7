//! What differs between two texts, word by word. Where words are not parted by spaces, every
//! character is a word of its own.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// More pairs of words than this are not compared: a text that was written anew reads better as one
/// that replaces the other, and a finger must not wait for it.
const PAIRS_MAX: usize = 4_000_000;

/// What became of a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands in both texts.
    Kept,
    /// It stood in the text before.
    Removed,
    /// It stands in the text now.
    Added,
}

/// A stretch of text and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What became of it.
    pub fate: Fate,
    /// What it says.
    pub text: String,
}

/// Both texts as one: what was removed stands before what came for it. Without what was added it
/// is the text before, without what was removed the text now.
#[must_use]
pub fn compare(before: &str, now: &str) -> Vec<Run> {
    let mut runs = Runs::default();
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), now.split_inclusive('\n').collect());
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (tag, olds, news) = op.as_tag_tuple();
        match tag {
            DiffTag::Equal => runs.keep(&new[news].concat()),
            DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                compare_words(&mut runs, &old[olds].concat(), &new[news].concat());
            }
        }
    }
    runs.settle();
    runs.done
}

fn compare_words(runs: &mut Runs, before: &str, now: &str) {
    let (old, new) = (words(before), words(now));
    if old.len().saturating_mul(new.len()) > PAIRS_MAX {
        runs.replace(before, now);
        return;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let is_replaced = |place: Option<usize>| {
        let op = place.and_then(|place| ops.get(place));
        op.is_some_and(|op| op.as_tag_tuple().0 == DiffTag::Replace)
    };
    for (place, op) in ops.iter().enumerate() {
        let (tag, olds, news) = op.as_tag_tuple();
        let is_between = is_replaced(place.checked_sub(1)) && is_replaced(Some(place + 1));
        let (gone, come) = (&old[olds], &new[news]);
        match tag {
            DiffTag::Equal if !(is_between && is_slight(come)) => runs.keep(&come.concat()),
            DiffTag::Equal | DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                runs.replace(&gone.concat(), &come.concat());
            }
        }
    }
}

/// Whether what was kept is so little that it is no island in what was written anew: a space, a
/// comma, a single character.
fn is_slight(words: &[&str]) -> bool {
    let [word] = words else { return false };
    let mut characters = word.chars();
    let first = characters.next().map(sort_of);
    characters.next().is_none() && first != Some(Sort::Word)
}

/// Runs as they are found; what is removed and added side by side waits until something is kept.
#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    removed: String,
    added: String,
}

impl Runs {
    fn keep(&mut self, text: &str) {
        self.settle();
        match self.done.last_mut() {
            Some(Run { fate: Fate::Kept, text: last }) => last.push_str(text),
            _ => self.push(Fate::Kept, text.to_owned()),
        }
    }

    fn replace(&mut self, gone: &str, come: &str) {
        self.removed.push_str(gone);
        self.added.push_str(come);
    }

    fn settle(&mut self) {
        let (removed, added) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.added));
        self.push(Fate::Removed, removed);
        self.push(Fate::Added, added);
    }

    fn push(&mut self, fate: Fate, text: String) {
        if !text.is_empty() {
            self.done.push(Run { fate, text });
        }
    }
}

/// What a character does to the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A letter or digit goes on with those before it.
    Word,
    /// So does a space with spaces.
    Space,
    /// A Han character, a Kana or a mark stands alone.
    Alone,
    /// An accent or a joiner belongs to what stands before it.
    Joined,
}

fn sort_of(character: char) -> Sort {
    match character {
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}' => Sort::Joined,
        '\u{3005}' | '\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => Sort::Alone,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Sort::Alone,
        '\u{20000}'..='\u{3ffff}' => Sort::Alone,
        character if character.is_alphanumeric() => Sort::Word,
        character if character.is_whitespace() => Sort::Space,
        _ => Sort::Alone,
    }
}

/// The words of a text with all that stands between them; joined they are the text.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut last) = (0, Sort::Alone);
    for (at, character) in text.char_indices() {
        let sort = sort_of(character);
        if sort == Sort::Joined {
            continue;
        }
        if at > start && (sort == Sort::Alone || sort != last) {
            found.push(&text[start..at]);
            start = at;
        }
        last = sort;
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[-removed-]{+added+}kept`.
    fn written(before: &str, now: &str) -> String {
        let runs = compare(before, now);
        let side = |other: Fate| -> String {
            runs.iter().filter(|run| run.fate != other).map(|run| run.text.as_str()).collect()
        };
        assert_eq!(side(Fate::Added), before);
        assert_eq!(side(Fate::Removed), now);
        let mark = |run: &Run| match run.fate {
            Fate::Kept => run.text.clone(),
            Fate::Removed => format!("[-{}-]", run.text),
            Fate::Added => format!("{{+{}+}}", run.text),
        };
        runs.iter().map(mark).collect()
    }

    #[test]
    fn words_are_parted_as_they_are_read() {
        assert_eq!(words("入库 2,000 pcs."), ["入", "库", " ", "2", ",", "000", " ", "pcs", "."]);
        assert_eq!(words("cafe\u{301} 中"), ["cafe\u{301}", " ", "中"]);
        assert_eq!(words(""), [""; 0]);
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        assert_eq!(
            written("Goods are counted by hand.", "Goods are counted by scanner, twice."),
            "Goods are counted by [-hand-]{+scanner, twice+}."
        );
        assert_eq!(
            written("每天盘点一次，人工录入", "每周盘点一次，扫码录入"),
            "每[-天-]{+周+}盘点一次，[-人工-]{+扫码+}录入"
        );
        assert_eq!(written("one", "one"), "one");
        assert_eq!(written("", "new"), "{+new+}");
        assert_eq!(written("old", ""), "[-old-]");
    }

    #[test]
    fn a_space_between_two_new_words_is_no_island() {
        assert_eq!(written("red fox runs", "blue cat runs"), "[-red fox-]{+blue cat+} runs");
    }

    #[test]
    fn lines_are_compared_before_words() {
        assert_eq!(written("a\nb\nc\n", "a\nx\nc\n"), "a\n[-b-]{+x+}\nc\n");
    }

    #[test]
    fn a_long_text_written_anew_replaces_the_other() {
        let (old, new) = ("甲".repeat(3_000), "乙".repeat(3_000));
        assert_eq!(compare(&old, &new).len(), 2);
    }
}
