//! What a file is, by its content: a name can say anything, and is asked only where an archive does
//! not tell what is in it.

use domain::plan::draft::ImportRefusal;

/// How every OLE compound file begins, a Microsoft Project binary among them.
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The property that says whether a Microsoft Project binary asks for a password: its number
/// between a length of one byte and four bytes that are not used; the value follows.
const PASSWORD_FLAG: &[u8] = &[1, 0, 0, 0, 0, 0, 0x40, 0x35, 0, 0, 0, 0];

/// Names inside an OLE file, in UTF-16, that no other Office program writes.
const PROJECT_MARKS: [&str; 3] = ["TBkndTask", "MSProject", "   112"];

/// Binary formats that are known by how they begin, with their usual names.
const BEGINNINGS: [(&[u8], &str); 12] = [
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WebP"),
    (b"\x1F\x8B", "gzip"),
    (b"7z\xBC\xAF\x27\x1C", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
    (b"MPX,", "Microsoft Project Exchange (MPX)"),
    (b"ERMHDR\t", "Primavera XER"),
];

/// Text formats that are known by how they begin, in capital letters, with their usual names.
const TEXT_BEGINNINGS: [(&str, &str); 5] = [
    ("BEGIN:VCALENDAR", "iCalendar"),
    ("BEGIN:VCARD", "vCard"),
    ("<!DOCTYPE HTML", "HTML"),
    ("<HTML", "HTML"),
    ("{\\RTF", "RTF"),
];

/// The refusal for a file that some other program reads; none for what may be text.
pub(super) fn refuse_binary(bytes: &[u8], file_name: &str) -> Option<ImportRefusal> {
    if bytes.starts_with(OLE) {
        return Some(ole(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(other(zip_name(bytes, file_name)));
    }
    let found = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning));
    found.map(|(_, name)| other(name))
}

/// The refusal for text in a format that is known and not read; none for XML and tables.
pub(super) fn refuse_text(text: &str) -> Option<ImportRefusal> {
    let text = text.trim_start();
    let is_at_start = |beginning: &str| {
        text.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning))
    };
    if let Some((_, name)) = TEXT_BEGINNINGS.iter().find(|(begin, _)| is_at_start(begin)) {
        return Some(other(name));
    }
    if text.starts_with("{\"") || text.starts_with("[{") || is_object(text) {
        return Some(other("JSON"));
    }
    let is_binary = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    text.chars().any(is_binary).then_some(ImportRefusal::UnknownFormat)
}

/// The refusal for an XML file whose outermost element is another program's.
pub(super) fn refuse_root(root: &str, attributes: &str) -> ImportRefusal {
    match root {
        "APIBusinessObjects" => other("Primavera P6 XML (PMXML)"),
        "project" if attributes.contains("mrproject-version") => other("GNOME Planner"),
        "project" if attributes.contains("view-date") => other("GanttProject"),
        "html" => other("HTML"),
        _ => ImportRefusal::NotAProject { root: root.to_owned() },
    }
}

fn other(name: &str) -> ImportRefusal {
    ImportRefusal::OtherFormat { name: name.to_owned() }
}

fn is_object(text: &str) -> bool {
    let rest = text.strip_prefix('{').or_else(|| text.strip_prefix('['));
    rest.is_some_and(|rest| rest.trim_start().starts_with(['"', '{', '[', ']', '}']))
}

fn ole(bytes: &[u8]) -> ImportRefusal {
    let flag = find(bytes, PASSWORD_FLAG).and_then(|at| bytes.get(at + PASSWORD_FLAG.len()));
    let is_project =
        flag.is_some() || PROJECT_MARKS.iter().any(|mark| find(bytes, &utf16(mark)).is_some());
    match flag {
        Some(1) => ImportRefusal::ProjectPassword,
        _ if is_project => ImportRefusal::ProjectBinary,
        _ if find(bytes, &utf16("Workbook")).is_some() => other("Excel (XLS)"),
        _ if find(bytes, &utf16("WordDocument")).is_some() => other("Word (DOC)"),
        _ if find(bytes, &utf16("EncryptedPackage")).is_some() => other("Excel (XLSX)"),
        _ => ImportRefusal::ProjectBinary,
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A zip archive's usual name by the files inside it, or else by its own ending.
fn zip_name(bytes: &[u8], file_name: &str) -> &'static str {
    let inside: [(&[u8], &str, &str); 5] = [
        (b"xl/", "xlsx", "Excel (XLSX)"),
        (b"word/", "docx", "Word (DOCX)"),
        (b"ppt/", "pptx", "PowerPoint (PPTX)"),
        (b"opendocument.spreadsheet", "ods", "OpenDocument (ODS)"),
        (b"visio/", "vsdx", "Visio (VSDX)"),
    ];
    let ending = file_name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let by_content = inside.iter().find(|(name, ..)| find(bytes, name).is_some());
    let by_ending = || inside.iter().find(|(_, usual, _)| ending.eq_ignore_ascii_case(usual));
    by_content.or_else(by_ending).map_or("ZIP", |(.., name)| name)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binaries_are_known_by_their_beginning() {
        let name = |bytes: &[u8]| match refuse_binary(bytes, "plan") {
            Some(ImportRefusal::OtherFormat { name }) => name,
            refusal => format!("{refusal:?}"),
        };
        assert_eq!(name(b"%PDF-1.7 ..."), "PDF");
        assert_eq!(name(b"PK\x03\x04....xl/workbook.xml"), "Excel (XLSX)");
        assert_eq!(name(b"PK\x03\x04....data.json"), "ZIP");
        let named = |name| refuse_binary(b"PK\x03\x04....", name);
        assert_eq!(named("Plan.XLSX"), Some(other("Excel (XLSX)")));
        assert_eq!(named("plan.zip"), Some(other("ZIP")));
        assert_eq!(name(b"MPX,Microsoft Project for Windows,4.0,ANSI\r\n"), BEGINNINGS[10].1);
        assert_eq!(name(b"ERMHDR\t8.2.0"), "Primavera XER");
        assert_eq!(name("任务名称,工期".as_bytes()), "None");
    }

    #[test]
    fn project_binaries_tell_whether_they_are_locked() {
        let with_flag = |value: u8| [OLE, &[0; 40], PASSWORD_FLAG, &[value, 0]].concat();
        assert_eq!(refuse_binary(&with_flag(1), ""), Some(ImportRefusal::ProjectPassword));
        assert_eq!(refuse_binary(&with_flag(0), ""), Some(ImportRefusal::ProjectBinary));
        let workbook = [OLE, &utf16("Workbook")].concat();
        assert_eq!(refuse_binary(&workbook, ""), Some(other("Excel (XLS)")));
    }

    #[test]
    fn text_of_other_kinds_is_known() {
        for (text, name) in [
            ("BEGIN:VCARD\r\nVERSION:3.0", "vCard"),
            ("begin:vcalendar\n", "iCalendar"),
            ("<!doctype html><html>", "HTML"),
            (" {\n \"name\": 1}", "JSON"),
            ("[]", "JSON"),
        ] {
            assert_eq!(refuse_text(text), Some(other(name)), "{text}");
        }
        assert_eq!(refuse_text("a\u{0}b"), Some(ImportRefusal::UnknownFormat));
        assert_eq!(refuse_text("name;start\nA;2026-03-04\n"), None);
        assert_eq!(refuse_root("rss", ""), ImportRefusal::NotAProject { root: "rss".to_owned() });
    }
}
