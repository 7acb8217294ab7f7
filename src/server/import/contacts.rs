//! Reads contacts from vCards and from tables of other programs; saves nothing.

use csv::{ReaderBuilder, StringRecord};
use domain::client::cards::{
    CARDS_MAX, Card, CardRefusal, checked, is_vcard, read_vcards, shown, too_many,
};
use domain::client::{ContactDraft, ContactRole};
use domain::plan::draft::ImportRefusal;

use super::{encoding, one_line};

/// Largest file of contacts that is read, in megabytes.
const FILE_MAX_MB: u32 = 4;
/// The same in bytes.
pub const CONTACTS_FILE_MAX: usize = FILE_MAX_MB as usize * 1024 * 1024;
/// What may stand between cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Most headings that are shown to a person when none of them is known.
const HEADINGS_SHOWN: usize = 12;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Family,
    Given,
    Title,
    Email,
    Phone,
    Role,
}

/// Headings in small letters without spaces and punctuation, in the words of many programs.
const HEADINGS: [(Column, &[&str]); 7] = [
    (
        Column::Name,
        &["name", "fullname", "displayname", "contact", "姓名", "名字", "联系人", "全名"],
    ),
    (Column::Family, &["lastname", "familyname", "surname", "姓", "姓氏"]),
    (Column::Given, &["firstname", "givenname", "名"]),
    (
        Column::Title,
        &["title", "jobtitle", "position", "organizationtitle", "职务", "职位", "职称", "岗位"],
    ),
    (
        Column::Email,
        &["email", "emailaddress", "mail", "email1value", "邮箱", "电子邮箱", "电子邮件", "邮件"],
    ),
    (
        Column::Phone,
        &[
            "phone",
            "mobile",
            "mobilephone",
            "telephone",
            "tel",
            "businessphone",
            "phone1value",
            "电话",
            "手机",
            "手机号",
            "联系电话",
        ],
    ),
    (Column::Role, &["role", "角色"]),
];

/// Words for roles, besides their names in the database.
const ROLES: [(ContactRole, &[&str]); 4] = [
    (ContactRole::Approver, &["approver", "decision maker", "决策人"]),
    (ContactRole::Collaborator, &["collaborator", "协作人"]),
    (ContactRole::Observer, &["observer", "观察者"]),
    (ContactRole::EndUser, &["end user", "end_user", "user", "最终用户"]),
];

/// Reads the contacts of a file.
///
/// # Errors
/// The first place that cannot be read, and why.
pub fn read_contacts(bytes: &[u8]) -> Result<Vec<Card>, CardRefusal> {
    if bytes.len() > CONTACTS_FILE_MAX {
        return Err(too_large());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(CardRefusal::Empty);
    }
    let text = encoding::decode(bytes).map_err(|refusal| match refusal {
        ImportRefusal::Encoding { line } => CardRefusal::Encoding { line },
        _ => CardRefusal::Encoding { line: 1 },
    })?;
    if text.contains('\0') {
        // A table of a spreadsheet program, or another binary.
        return Err(CardRefusal::NotACard { line: 1 });
    }
    if is_vcard(&text) { read_vcards(&text) } else { read_table(&text) }
}

/// The refusal of a file that is too large.
#[must_use]
pub const fn too_large() -> CardRefusal {
    CardRefusal::TooLarge { max_mb: FILE_MAX_MB }
}

fn read_table(text: &str) -> Result<Vec<Card>, CardRefusal> {
    let tables = DELIMITERS.map(|delimiter| (delimiter, heading(text, delimiter)));
    // Of equals the first delimiter counts.
    let best = tables.iter().reduce(|best, other| {
        let score = |table: &(u8, Vec<Option<Column>>)| table.1.iter().flatten().count();
        if score(other) > score(best) { other } else { best }
    });
    let names = [Column::Name, Column::Family, Column::Given];
    let is_named = |(_, columns): &&(u8, Vec<Option<Column>>)| {
        columns.iter().flatten().any(|column| names.contains(column))
    };
    let Some((delimiter, columns)) = best.filter(is_named) else { return Err(refusal(text)) };
    let mut cards = Vec::new();
    for row in rows(text, *delimiter).skip(1) {
        if cards.len() == CARDS_MAX {
            return Err(too_many());
        }
        let line = line_of(text, &row);
        cards.push(checked(line, draft(&row, columns, line)?)?);
    }
    if cards.is_empty() { Err(CardRefusal::Empty) } else { Ok(cards) }
}

/// The rows that are not blank. Text is never malformed to a reader that takes rows of any length.
fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = StringRecord> + '_ {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter);
    let records = builder.from_reader(text.as_bytes()).into_records().filter_map(Result::ok);
    records.filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
}

/// The line of a row. The reader says where it began to look: blank lines may stand before the row.
fn line_of(text: &str, row: &StringRecord) -> u32 {
    let Some(position) = row.position() else { return 1 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let breaks = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let skipped = breaks.filter(|byte| **byte == b'\n').count() as u64;
    u32::try_from(position.line() + skipped).unwrap_or(u32::MAX)
}

/// What the columns hold, by the first row.
fn heading(text: &str, delimiter: u8) -> Vec<Option<Column>> {
    let first = rows(text, delimiter).next().unwrap_or_default();
    first.iter().map(known).collect()
}

fn known(heading: &str) -> Option<Column> {
    let plain: String =
        heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let found = HEADINGS.iter().find(|(_, words)| words.contains(&plain.as_str()));
    found.map(|(column, _)| *column)
}

fn draft(
    row: &StringRecord,
    columns: &[Option<Column>],
    line: u32,
) -> Result<ContactDraft, CardRefusal> {
    // Of several columns of a kind the first that is filled counts.
    let cell = |wanted: Column| {
        let cells = columns.iter().zip(row.iter()).filter(|(column, _)| **column == Some(wanted));
        cells.map(|(_, cell)| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or("")
    };
    let (family, given) = (cell(Column::Family), cell(Column::Given));
    let name = match cell(Column::Name) {
        "" if family.is_ascii() && given.is_ascii() => format!("{given} {family}"),
        "" => format!("{family}{given}"),
        name => name.to_owned(),
    };
    let role = match cell(Column::Role).to_lowercase().as_str() {
        "" => ContactRole::Collaborator,
        said => {
            let found = ROLES.iter().find(|(_, words)| words.contains(&said));
            let refusal = || CardRefusal::Value {
                line,
                value: shown(said),
                reason: domain::Refusal::Malformed,
            };
            found.map(|(role, _)| *role).ok_or_else(refusal)?
        }
    };
    Ok(ContactDraft {
        name: one_line(&name),
        title: one_line(cell(Column::Title)),
        email: cell(Column::Email).to_owned(),
        phone: one_line(cell(Column::Phone)),
        role,
    })
}

/// Text that is no table of people: a table without names, or no table at all.
fn refusal(text: &str) -> CardRefusal {
    let firsts = DELIMITERS.into_iter().filter_map(|delimiter| rows(text, delimiter).next());
    match firsts.filter(|first| first.len() > 1).max_by_key(StringRecord::len) {
        Some(first) => {
            let found = first.iter().map(str::trim).filter(|cell| !cell.is_empty());
            CardRefusal::NoNameColumn { found: found.take(HEADINGS_SHOWN).map(shown).collect() }
        }
        None => CardRefusal::NotACard { line: 1 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(bytes: &[u8]) -> Vec<String> {
        read_contacts(bytes).unwrap().into_iter().map(|card| card.draft.name).collect()
    }

    #[test]
    fn tables_of_many_programs_are_read() {
        let own = "姓名,职务,邮箱,电话,角色\n赵明岐,总监,Zhao@example.org,021,决策人\n\n孙可,,,,\n";
        let cards = read_contacts(own.as_bytes()).unwrap();
        assert_eq!((cards.len(), cards[0].line, cards[1].line), (2, 2, 4));
        assert_eq!(cards[0].draft.email, "zhao@example.org");
        assert_eq!(cards[0].draft.role, ContactRole::Approver);
        assert_eq!(cards[1].draft.role, ContactRole::Collaborator);
        let (gbk, _, _) = encoding_rs::GB18030.encode(own);
        assert_eq!(names(&gbk), ["赵明岐", "孙可"]);
        let outlook =
            "First Name;Last Name;E-mail Address;Mobile Phone\nMei;Chen;mei@example.org;1";
        assert_eq!(names(outlook.as_bytes()), ["Mei Chen"]);
        let google = "Name\tE-mail 1 - Value\n\"Li, Lei\"\tli@example.org\n";
        assert_eq!(names(google.as_bytes()), ["Li, Lei"]);
        assert_eq!(names(b"BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD"), ["Ann"]);
    }

    #[test]
    fn a_bad_table_is_refused_with_its_line() {
        let refused = |text: &str| read_contacts(text.as_bytes()).unwrap_err();
        assert_eq!(refused(" \n"), CardRefusal::Empty);
        assert_eq!(refused("Name,E-mail\n"), CardRefusal::Empty);
        assert_eq!(refused("Hello world"), CardRefusal::NotACard { line: 1 });
        let found = vec!["City".to_owned(), "Street".to_owned()];
        assert_eq!(refused("City,Street\nA,B"), CardRefusal::NoNameColumn { found });
        assert_eq!(refused("Name,E-mail\n,a@b.c\n"), CardRefusal::NoName { line: 2 });
        let (value, reason) = ("nobody".to_owned(), domain::Refusal::NotAnEmail);
        let mail = refused("Name,E-mail\nA,a@b.c\nB,nobody\n");
        assert_eq!(mail, CardRefusal::Value { line: 3, value, reason });
        let many = "Name\n".to_owned() + &"A\n".repeat(CARDS_MAX + 1);
        assert_eq!(refused(&many), too_many());
        assert_eq!(read_contacts(b"Name\nA\n\xFF\xFF"), Err(CardRefusal::Encoding { line: 3 }));
        assert_eq!(read_contacts(&vec![b'a'; CONTACTS_FILE_MAX + 1]), Err(too_large()));
    }
}
