//! Files that people upload: their names, what they are by their first bytes, how large they are.

use serde::{Deserialize, Serialize};

use crate::agreement::Hash;
use crate::time::Timestamp;
use crate::{ContactId, FileId, ProjectId, Refusal, UserId, text};

mod taken;

pub use taken::{CLIENT_MAX_MB, PROJECT_MAX_MB, Taken};

/// Largest file, in megabytes of 1,048,576 bytes.
pub const FILE_MAX_MB: u32 = 50;
/// Largest file, in bytes.
pub const FILE_MAX: i64 = FILE_MAX_MB as i64 * 1024 * 1024;
/// So many bytes at the beginning of a file say what it is.
pub const HEAD: usize = 4096;

/// Endings that say more than the container in which such files come.
const IN_CONTAINERS: [&str; 14] = [
    "docx", "xlsx", "pptx", "doc", "xls", "ppt", "msg", "vsdx", "odt", "ods", "odp", "mpp", "jar",
    "epub",
];
/// Endings of text that say more than that it is text.
const OF_TEXT: [&str; 7] = ["csv", "md", "xml", "json", "log", "sql", "yaml"];

/// First bytes that name what follows: where they stand, what they are.
const MARKS: [(usize, &[u8], MediaType); 17] = [
    (0, b"\x89PNG\r\n\x1a\n", MediaType::Png),
    (0, b"\xff\xd8\xff", MediaType::Jpeg),
    (0, b"GIF87a", MediaType::Gif),
    (0, b"GIF89a", MediaType::Gif),
    (0, b"%PDF-", MediaType::Pdf),
    (0, b"PK\x03\x04", MediaType::Zip),
    (0, b"PK\x05\x06", MediaType::Zip),
    (0, b"PK\x07\x08", MediaType::Zip),
    (0, b"\x1f\x8b", MediaType::Gzip),
    (0, b"7z\xbc\xaf\x27\x1c", MediaType::SevenZip),
    (0, b"Rar!\x1a\x07", MediaType::Rar),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MediaType::Ole),
    (4, b"ftypheic", MediaType::Heic),
    (4, b"ftypheix", MediaType::Heic),
    (4, b"ftypmif1", MediaType::Heic),
    (4, b"ftyp", MediaType::Mp4),
    (8, b"WEBPVP8", MediaType::Webp),
];

/// What makes a text that begins with `<` a page: a browser would run what stands in it.
const OF_PAGES: [&str; 8] =
    ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<object", "<meta"];

/// What a file is, told from its content and never from what its sender says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is what it is called everywhere")]
pub enum MediaType {
    Png,
    Jpeg,
    Gif,
    Webp,
    Heic,
    Pdf,
    /// Also the newer files of office programs.
    Zip,
    Gzip,
    SevenZip,
    Rar,
    /// The older files of office programs.
    Ole,
    Mp4,
    Html,
    Svg,
    Text,
    Other,
}

/// Every type with its name in the database and on the wire.
pub const MEDIA_TYPES: [(MediaType, &str); 16] = [
    (MediaType::Png, "image/png"),
    (MediaType::Jpeg, "image/jpeg"),
    (MediaType::Gif, "image/gif"),
    (MediaType::Webp, "image/webp"),
    (MediaType::Heic, "image/heic"),
    (MediaType::Pdf, "application/pdf"),
    (MediaType::Zip, "application/zip"),
    (MediaType::Gzip, "application/gzip"),
    (MediaType::SevenZip, "application/x-7z-compressed"),
    (MediaType::Rar, "application/vnd.rar"),
    (MediaType::Ole, "application/x-ole-storage"),
    (MediaType::Mp4, "video/mp4"),
    (MediaType::Html, "text/html"),
    (MediaType::Svg, "image/svg+xml"),
    (MediaType::Text, "text/plain"),
    (MediaType::Other, "application/octet-stream"),
];

id_names!(MediaType, MEDIA_TYPES);

/// How a file can be looked at without leaving the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preview {
    /// As a picture.
    Image,
    /// In the browser's own reader.
    Pdf,
    /// As plain text.
    Text,
    /// Not at all.
    None,
}

/// Who uploaded a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Uploader {
    /// Someone of the team.
    User(UserId),
    /// Someone of the client.
    Contact(ContactId),
}

/// A file that somebody uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Which.
    pub id: FileId,
    /// In which project.
    pub project: ProjectId,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub media_type: MediaType,
    /// In bytes.
    pub size: i64,
    /// SHA-256 of its bytes alone, as `sha256sum` prints it.
    pub hash: Hash,
    /// Whether the client may fetch it.
    pub is_client_visible: bool,
    /// Who uploaded it.
    pub by: Uploader,
    /// What that person was called then.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl MediaType {
    /// What a file is whose first `HEAD` bytes are these.
    #[must_use]
    pub fn of(head: &[u8]) -> Self {
        let is_marked = |(at, mark, _): &&(usize, &[u8], Self)| {
            head.get(*at..).is_some_and(|rest| rest.starts_with(mark))
        };
        match MARKS.iter().find(is_marked) {
            Some((_, _, Self::Webp)) if !head.starts_with(b"RIFF") => Self::Other,
            Some((_, _, found)) => *found,
            None if is_text(head) => of_text(head),
            None => Self::Other,
        }
    }

    /// How it can be looked at.
    #[must_use]
    pub const fn preview(self) -> Preview {
        match self {
            Self::Png | Self::Jpeg | Self::Gif | Self::Webp => Preview::Image,
            Self::Pdf => Preview::Pdf,
            Self::Text => Preview::Text,
            Self::Heic
            | Self::Zip
            | Self::Gzip
            | Self::SevenZip
            | Self::Rar
            | Self::Ole
            | Self::Mp4
            | Self::Html
            | Self::Svg
            | Self::Other => Preview::None,
        }
    }

    /// What it is in one word that reads the same in every language. The name's ending counts only
    /// where the content leaves it open.
    #[must_use]
    pub fn word(self, name: &str) -> String {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let by_ending = |known: &[&str], otherwise: &str| match known.contains(&ending.as_str()) {
            true => ending.to_ascii_uppercase(),
            false => otherwise.to_owned(),
        };
        match self {
            Self::Png => "PNG".to_owned(),
            Self::Jpeg => "JPEG".to_owned(),
            Self::Gif => "GIF".to_owned(),
            Self::Webp => "WEBP".to_owned(),
            Self::Heic => "HEIC".to_owned(),
            Self::Pdf => "PDF".to_owned(),
            Self::Zip => by_ending(&IN_CONTAINERS, "ZIP"),
            Self::Gzip => "GZIP".to_owned(),
            Self::SevenZip => "7Z".to_owned(),
            Self::Rar => "RAR".to_owned(),
            Self::Ole => by_ending(&IN_CONTAINERS, "OLE"),
            Self::Mp4 => "MP4".to_owned(),
            Self::Html => "HTML".to_owned(),
            Self::Svg => "SVG".to_owned(),
            Self::Text => by_ending(&OF_TEXT, "TXT"),
            Self::Other => "BIN".to_owned(),
        }
    }
}

/// A file's name as it will be kept: one line, no path, nothing that makes it read as something
/// else than it is.
///
/// # Errors
/// What `text::name` refuses, and `FileName`.
pub fn name(typed: &str) -> Result<String, Refusal> {
    if typed.chars().any(text::is_deceptive) {
        return Err(Refusal::FileName);
    }
    let name = text::name(typed)?;
    let is_path = name.contains(['/', '\\']) || matches!(name.as_str(), "." | "..");
    if is_path { Err(Refusal::FileName) } else { Ok(name) }
}

/// Whether a file of so many bytes is taken.
///
/// # Errors
/// `FileEmpty`, `FileTooLarge`.
pub const fn checked_size(bytes: i64) -> Result<(), Refusal> {
    match bytes {
        ..=0 => Err(Refusal::FileEmpty),
        1..=FILE_MAX => Ok(()),
        _ => Err(Refusal::FileTooLarge { max_mb: FILE_MAX_MB }),
    }
}

/// Whether bytes may be text in one of the encodings in use: no control character, or a mark that
/// says UTF-16.
fn is_text(head: &[u8]) -> bool {
    let is_wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let is_plain = |byte: &u8| *byte >= 0x20 && *byte != 0x7f || b"\t\n\r\x0c".contains(byte);
    is_wide || !head.is_empty() && head.iter().all(is_plain)
}

/// Text, unless a browser would make more of it.
fn of_text(head: &[u8]) -> MediaType {
    // What is written in two bytes a character reads the same without its zeros.
    let letters: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&letters).to_lowercase();
    let begins = text.trim_start_matches(|c: char| !c.is_ascii_graphic()).starts_with('<');
    if begins && OF_PAGES.iter().any(|tag| text.contains(tag)) {
        return MediaType::Html;
    }
    if begins && text.contains("<svg") { MediaType::Svg } else { MediaType::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_no_path_and_deceive_nobody() {
        for good in ["需求说明 v2.0.pdf", "a.tar.gz", ".env", "Q&A (1).docx", "..a"] {
            assert_eq!(name(good), Ok(good.to_owned()));
        }
        assert_eq!(name("  spaces.txt "), Ok("spaces.txt".to_owned()));
        for bad in ["../etc/passwd", "a/b", "C:\\boot.ini", ".", "..", "invoice\u{202e}fdp.exe"] {
            assert_eq!(name(bad), Err(Refusal::FileName), "{bad:?}");
        }
        for bad in ["a\u{2066}b", "a\u{feff}b", "a\u{2028}b"] {
            assert_eq!(name(bad), Err(Refusal::FileName), "{bad:?}");
        }
        assert_eq!(name("a\0b"), Err(Refusal::ControlCharacter));
        assert_eq!(name(" "), Err(Refusal::EmptyName));
        assert_eq!(name(&"长".repeat(201)), Err(Refusal::TextTooLong { max: 200 }));
    }

    #[test]
    fn the_content_says_what_a_file_is() {
        let cases: [(&[u8], MediaType); 20] = [
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", MediaType::Png),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", MediaType::Jpeg),
            (b"GIF89a\x01\0", MediaType::Gif),
            (b"RIFF\x24\0\0\0WEBPVP8 ", MediaType::Webp),
            (b"LIFF\x24\0\0\0WEBPVP8 ", MediaType::Other),
            (b"\0\0\0\x18ftypheic", MediaType::Heic),
            (b"\0\0\0\x18ftypisom", MediaType::Mp4),
            (b"%PDF-1.7\n", MediaType::Pdf),
            (b"PK\x03\x04\x14\0", MediaType::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MediaType::Ole),
            (b"hello\nworld\t1", MediaType::Text),
            ("需求".as_bytes(), MediaType::Text),
            (b"\xd0\xe8\xc7\xf3,1", MediaType::Text),
            (b"\xff\xfeh\0i\0", MediaType::Text),
            (b"\xff\xfe<\0s\0v\0g\0", MediaType::Svg),
            (b" \n<!DOCTYPE html><p>", MediaType::Html),
            (b"<?xml version=\"1.0\"?><svg xmlns=\"\">", MediaType::Svg),
            (b"<!-- <a> --><ScRiPt>alert(1)</script>", MediaType::Html),
            (b"<?xml version=\"1.0\"?><Project/>", MediaType::Text),
            (b"MZ\x90\0\x03", MediaType::Other),
        ];
        for (head, expected) in cases {
            assert_eq!(MediaType::of(head), expected, "{}", String::from_utf8_lossy(head));
        }
        assert_eq!(MediaType::of(b""), MediaType::Other);
        for (media_type, name) in MEDIA_TYPES {
            assert_eq!(name.parse(), Ok(media_type));
        }
    }

    #[test]
    fn only_what_is_safe_can_be_looked_at() {
        let shown = MEDIA_TYPES.iter().filter(|(kind, _)| kind.preview() != Preview::None);
        let names: Vec<_> = shown.map(|(_, name)| *name).collect();
        let expected = ["image/png", "image/jpeg", "image/gif", "image/webp"];
        assert_eq!(names[..4], expected);
        assert_eq!(names[4..], ["application/pdf", "text/plain"]);
    }

    #[test]
    fn the_ending_counts_only_where_the_content_leaves_it_open() {
        for (media_type, name, expected) in [
            (MediaType::Zip, "plan.DOCX", "DOCX"),
            (MediaType::Zip, "plan.pdf", "ZIP"),
            (MediaType::Png, "plan.docx", "PNG"),
            (MediaType::Text, "rows.csv", "CSV"),
            (MediaType::Text, "rows", "TXT"),
            (MediaType::Other, "setup.exe", "BIN"),
        ] {
            assert_eq!(media_type.word(name), expected, "{name}");
        }
    }

    #[test]
    fn sizes_are_bounded() {
        assert_eq!(checked_size(0), Err(Refusal::FileEmpty));
        assert_eq!(checked_size(FILE_MAX), Ok(()));
        assert_eq!(checked_size(FILE_MAX + 1), Err(Refusal::FileTooLarge { max_mb: 50 }));
    }
}
