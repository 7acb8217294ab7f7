//! Quotes that are opened and not closed: they make one cell of all the rows that follow.

/// Where a reader of cells stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// Before a cell's first character, where a quote opens.
    Begin,
    /// In a cell without quotes, or behind the end of its quotes.
    Plain,
    /// Between quotes.
    Inside,
    /// Behind a quote that closes, or is the first of two that stand for one.
    Closing,
}

/// The line, from 1, of a quote that is never closed, or that is closed on a later line in the
/// middle of a cell: the quote which does that was meant to open one.
pub(super) fn left_open(text: &str, delimiter: u8) -> Option<u32> {
    let (mut at, mut line, mut opened) = (At::Begin, 1_u32, 1_u32);
    for byte in text.bytes() {
        let ends_cell = byte == delimiter || matches!(byte, b'\n' | b'\r');
        at = match (at, byte) {
            (At::Inside, b'"') => At::Closing,
            (At::Inside, _) => At::Inside,
            (At::Closing, b'"') => At::Inside,
            (At::Begin, b'"') => {
                opened = line;
                At::Inside
            }
            _ if ends_cell => At::Begin,
            (At::Closing, b' ') => At::Closing,
            (At::Closing, _) if opened < line => return Some(opened),
            (At::Begin | At::Plain | At::Closing, _) => At::Plain,
        };
        line = line.saturating_add(u32::from(byte == b'\n'));
    }
    (at == At::Inside).then_some(opened)
}

/// Whether a row holds more cells than `in_row`, or all rows together more than `in_all`: counted
/// before a reader holds a place for each, as it takes them itself.
pub(super) fn is_wide(text: &str, delimiter: u8, (in_row, in_all): (usize, usize)) -> bool {
    if text.bytes().filter(|byte| *byte == delimiter).count() < in_row.min(in_all) {
        return false;
    }
    let (mut at, mut row, mut all) = (At::Begin, 1, 1);
    for byte in text.bytes() {
        at = match (at, byte) {
            (At::Inside, b'"') => At::Closing,
            (At::Inside, _) | (At::Begin | At::Closing, b'"') => At::Inside,
            (_, b'\n' | b'\r') => {
                row = 0;
                At::Begin
            }
            (_, byte) if byte == delimiter => At::Begin,
            _ => At::Plain,
        };
        if at == At::Begin {
            (row, all) = (row + 1, all + 1);
            if row > in_row || all > in_all {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<u32>) {
        assert_eq!(left_open(text, b','), expected, "{text}");
    }

    #[test]
    fn sound_quotes_are_left_alone() {
        check("a,b\n1,2\n", None);
        check("a,b\n\"1, one\",2\n", None);
        check("a,b\n\"two\nlines\",2\n", None);
        check("a,b\n\"two \"\"quoted\"\"\nlines\" ,2\n", None);
        check("a,b\n\"\",\"\"\n", None);
        check("a,b\n5\" pipe,12\"\n", None);
        check("a,b\n\"sloppy\"end,2\n", None);
        check("", None);
    }

    #[test]
    fn a_quote_that_swallows_rows_is_named_by_its_line() {
        check("a,b\n\"abc,2026-01-01\nB,2026-01-02\n", Some(2));
        check("a,b\nA,1\n\"abc,2\nB,\"x, y\"\n", Some(3));
        check("a,b\n\"abc,1\n\"B\",2\n", Some(2));
        check("a,b\nA,\"", Some(2));
    }

    #[test]
    fn cells_are_counted_as_they_are_read() {
        let check = |text, row, all| {
            assert!(!is_wide(text, b',', (row, all)), "{text}");
            assert!(is_wide(text, b',', (row - 1, all)), "{text}");
            assert!(is_wide(text, b',', (row, all - 1)), "{text}");
        };
        check("a,b,c", 3, 3);
        check("a,b,c\n1,2", 3, 5);
        check("a,b\n\"1,2\",3\n", 2, 5);
        check("a,b\n\"1,\"\"\n2\",3", 2, 4);
        // Behind its end a quote is a character like any other.
        check("\"a\" \",b,c", 3, 3);
    }
}
