//! From the bytes of a file to text: UTF-8, UTF-16 and GB18030, and what an XML file declares.

use std::borrow::Cow;

use domain::plan::draft::ImportRefusal;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a file an XML declaration is looked for, in bytes.
const DECLARATION_MAX: usize = 200;

/// The text of a file without its byte order mark.
///
/// # Errors
/// `Encoding` with the line of the first byte that fits nothing.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportRefusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = declared(bytes) {
        return decode_as(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        // The refusal names the place where the text stops being UTF-8: of the two readings it is
        // the one that has a place.
        Err(error) => GB18030
            .decode_without_bom_handling_and_without_replacement(bytes)
            .ok_or_else(|| refusal_at(bytes, error.valid_up_to())),
    }
}

fn decode_as<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
) -> Result<Cow<'a, str>, ImportRefusal> {
    if encoding == UTF_8 {
        let text = std::str::from_utf8(bytes);
        return text.map(Cow::Borrowed).map_err(|error| refusal_at(bytes, error.valid_up_to()));
    }
    let decoded = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    decoded.ok_or_else(|| refusal_at(bytes, first_fault(encoding, bytes)))
}

/// The encoding that an XML declaration names, if there is one and it is known.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_MAX)];
    let head = head.strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&head[..end]).ok()?;
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let label = after[1..].split(quote).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A declaration that could be read byte by byte contradicts UTF-16: the file was converted
    // without its declaration.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// The first byte that an encoding cannot read, found by halving.
fn first_fault(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let is_sound = |end: usize| {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut text = String::with_capacity(
            decoder.max_utf8_buffer_length_without_replacement(end).unwrap_or(end),
        );
        let (result, _) =
            decoder.decode_to_string_without_replacement(&bytes[..end], &mut text, false);
        !matches!(result, encoding_rs::DecoderResult::Malformed(..))
    };
    let (mut sound, mut unsound) = (0, bytes.len());
    while sound + 1 < unsound {
        let middle = sound.midpoint(unsound);
        if is_sound(middle) {
            sound = middle;
        } else {
            unsound = middle;
        }
    }
    sound
}

fn refusal_at(bytes: &[u8], at: usize) -> ImportRefusal {
    ImportRefusal::Encoding { line: line_of(&bytes[..at.min(bytes.len())]) }
}

/// The line on which a text's next character would stand, from 1.
pub(super) fn line_of(before: &[u8]) -> u32 {
    let breaks = before.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, u32>) {
        let expected = expected.map(Cow::Borrowed);
        assert_eq!(decode(bytes), expected.map_err(|line| ImportRefusal::Encoding { line }));
    }

    #[test]
    fn every_usual_encoding_is_read() {
        check("任务".as_bytes(), Ok("任务"));
        check(&[&[0xEF, 0xBB, 0xBF], "任务".as_bytes()].concat(), Ok("任务"));
        check(&[0xFF, 0xFE, 0xFB, 0x4E, 0xA1, 0x52], Ok("任务"));
        check(&[0xFE, 0xFF, 0x4E, 0xFB, 0x52, 0xA1], Ok("任务"));
        check(&[0xC8, 0xCE, 0xCE, 0xF1], Ok("任务"));
        let declared = b"<?xml version='1.0' encoding='windows-1252'?><a>\xE9</a>";
        check(declared, Ok("<?xml version='1.0' encoding='windows-1252'?><a>é</a>"));
    }

    #[test]
    fn what_fits_nothing_is_named_by_line() {
        check(b"name\nA\n\xFF\xFF\n", Err(3));
        check(&[0xEF, 0xBB, 0xBF, b'a', b'\n', 0xC8, 0xCE], Err(2));
        check(b"<?xml version='1.0' encoding='UTF-8'?>\n<a>\xE9</a>", Err(2));
        check(&[0xFF, 0xFE, b'a', 0, b'\n', 0, 0x00, 0xDC, b'b', 0], Err(2));
    }
}
