//! XML read element by element, with limits before work: no document type, no entities of its
//! own, bounded depth, tags and texts.

use std::borrow::Cow;

use domain::plan::draft::{ImportRefusal, XmlFault};
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use super::encoding::line_of;
use super::{FIELD_MAX, shown};

/// Deepest nesting that is followed.
const DEPTH_MAX: usize = 64;
/// Longest tag with its attributes, in bytes.
const TAG_MAX: usize = 64 * 1024;
/// Most elements inside one item, such as a task or a calendar: they are held at once.
const ELEMENTS_MAX: usize = 1_000_000;

/// An element with everything in it.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// Its name without prefix.
    pub(super) name: &'a str,
    /// The byte at which it begins.
    pub(super) at: usize,
    /// The text directly in it.
    pub(super) text: Cow<'a, str>,
    /// The elements in it.
    pub(super) children: Vec<Self>,
}

/// The outermost element of a file.
pub(super) struct Root<'a> {
    /// Its name without prefix.
    pub(super) name: &'a str,
    /// Its attributes as they are written.
    pub(super) attributes: &'a str,
}

/// A reader that walks through a file once.
pub(super) struct Xml<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// The last tag that was read closes itself: its end comes without being in the file.
    closes_itself: bool,
}

/// What comes next inside an element.
enum Next<'a> {
    Open(&'a str, usize),
    Text(Cow<'a, str>),
    Close,
}

impl<'a> Xml<'a> {
    /// Begins to read a file.
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, reader: Reader::from_str(source), depth: 0, closes_itself: false }
    }

    /// The outermost element; `child` then gives what is in it.
    pub(super) fn root(&mut self) -> Result<Root<'a>, ImportRefusal> {
        loop {
            if let Next::Open(name, at) = self.next()? {
                let tag = &self.source[at..self.position()];
                return Ok(Root { name, attributes: tag });
            }
        }
    }

    /// The name and place of the next element inside the one that was opened last and is not
    /// finished; none at its end. Continue with `child` or with `element`.
    pub(super) fn child(&mut self) -> Result<Option<(&'a str, usize)>, ImportRefusal> {
        loop {
            match self.next()? {
                Next::Open(name, at) => return Ok(Some((name, at))),
                Next::Close => return Ok(None),
                Next::Text(_) => {}
            }
        }
    }

    /// Everything in the element that `child` has just named.
    pub(super) fn element(
        &mut self,
        (name, at): (&'a str, usize),
    ) -> Result<Element<'a>, ImportRefusal> {
        let empty = |name, at| Element { name, at, text: Cow::Borrowed(""), children: Vec::new() };
        let mut above: Vec<Element<'a>> = Vec::new();
        let mut element = empty(name, at);
        let mut count = 0;
        loop {
            match self.next()? {
                Next::Open(name, at) => {
                    count += 1;
                    if count > ELEMENTS_MAX {
                        return Err(self.broken(at, XmlFault::TooMany));
                    }
                    above.push(std::mem::replace(&mut element, empty(name, at)));
                }
                Next::Text(text) => {
                    append(&mut element.text, text);
                    if element.text.len() > FIELD_MAX {
                        return Err(self.too_long(element.at, FIELD_MAX));
                    }
                }
                Next::Close => match above.pop() {
                    None => return Ok(element),
                    Some(mut parent) => {
                        parent.children.push(element);
                        element = parent;
                    }
                },
            }
        }
    }

    fn next(&mut self) -> Result<Next<'a>, ImportRefusal> {
        if std::mem::take(&mut self.closes_itself) {
            self.depth -= 1;
            return Ok(Next::Close);
        }
        loop {
            let at = self.position();
            let event = self.reader.read_event().map_err(|error| self.refusal(error))?;
            match event {
                Event::Start(tag) => return self.open(tag.name().as_ref().len(), at),
                Event::Empty(tag) => {
                    self.closes_itself = true;
                    return self.open(tag.name().as_ref().len(), at);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Next::Close);
                }
                Event::Text(text) => {
                    return Ok(Next::Text(text.xml_content(XmlVersion::Implicit1_0)));
                }
                Event::CData(text) => {
                    return Ok(Next::Text(text.xml_content(XmlVersion::Implicit1_0)));
                }
                Event::GeneralRef(reference) => {
                    let character = match reference.resolve_char_ref() {
                        Ok(Some(character)) => Some(character),
                        Ok(None) => predefined(&reference.into_inner()),
                        Err(error) => return Err(self.broken(at, fault(error))),
                    };
                    let line = self.line(at);
                    let character = character.ok_or(ImportRefusal::XmlDoctype { line })?;
                    return Ok(Next::Text(Cow::Owned(character.to_string())));
                }
                Event::DocType(_) => {
                    return Err(ImportRefusal::XmlDoctype { line: self.line(at) });
                }
                Event::Eof => return Err(self.broken(at, XmlFault::Unfinished)),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    fn open(&mut self, name_length: usize, at: usize) -> Result<Next<'a>, ImportRefusal> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(self.broken(at, XmlFault::TooDeep));
        }
        if self.position() - at > TAG_MAX {
            return Err(self.too_long(at, TAG_MAX));
        }
        // A tag is one stretch of the source: `<`, its name, its attributes.
        let name = self.source.get(at + 1..at + 1 + name_length).unwrap_or_default();
        Ok(Next::Open(name.rsplit(':').next().unwrap_or(name), at))
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.source.len())
    }

    fn refusal(&self, error: Error) -> ImportRefusal {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
        match error {
            Error::Encoding(_) => ImportRefusal::Encoding { line: self.line(at) },
            error => self.broken(at, fault(error)),
        }
    }

    fn broken(&self, at: usize, fault: XmlFault) -> ImportRefusal {
        ImportRefusal::Xml { line: self.line(at), fault }
    }

    fn too_long(&self, at: usize, max: usize) -> ImportRefusal {
        let max_kb = u32::try_from(max / 1024).unwrap_or(u32::MAX);
        ImportRefusal::FieldTooLong { line: self.line(at), max_kb }
    }

    fn line(&self, at: usize) -> u32 {
        line_of(&self.source.as_bytes()[..at.min(self.source.len())])
    }
}

/// What the reader found, in a form that has words in every language.
fn fault(error: Error) -> XmlFault {
    match error {
        Error::Syntax(
            SyntaxError::UnclosedTag
            | SyntaxError::UnclosedSingleQuotedAttributeValue
            | SyntaxError::UnclosedDoubleQuotedAttributeValue,
        ) => XmlFault::OpenTag,
        Error::Syntax(
            SyntaxError::UnclosedPI
            | SyntaxError::UnclosedXmlDecl
            | SyntaxError::UnclosedComment
            | SyntaxError::UnclosedDoctype
            | SyntaxError::UnclosedCData,
        ) => XmlFault::OpenSection,
        Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            XmlFault::WrongEnd { begun: shown(&expected), ended: shown(&found) }
        }
        Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
            XmlFault::StrayEnd { ended: shown(&found) }
        }
        Error::IllFormed(IllFormedError::MissingEndTag(_)) => XmlFault::Unfinished,
        Error::IllFormed(IllFormedError::UnclosedReference) | Error::Escape(_) => {
            XmlFault::Reference
        }
        Error::Syntax(SyntaxError::InvalidBangMarkup)
        | Error::IllFormed(
            IllFormedError::MissingDeclVersion(_)
            | IllFormedError::UnknownVersion
            | IllFormedError::MissingDoctypeName
            | IllFormedError::DoubleHyphenInComment,
        )
        | Error::Io(_)
        | Error::InvalidAttr(_)
        | Error::Encoding(_)
        | Error::Namespace(_) => XmlFault::Other,
    }
}

/// Joins texts; what surrounds comments and references comes in pieces.
fn append<'a>(text: &mut Cow<'a, str>, more: Cow<'a, str>) {
    if text.is_empty() {
        *text = more;
    } else {
        text.to_mut().push_str(&more);
    }
}

/// The five entities that every XML file may use.
fn predefined(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole file as `name(text child child)`.
    fn drawn(source: &str) -> Result<String, ImportRefusal> {
        fn draw(element: &Element, out: &mut String) {
            out.push_str(element.name);
            out.push('(');
            out.push_str(element.text.trim());
            element.children.iter().for_each(|child| {
                out.push(' ');
                draw(child, out);
            });
            out.push(')');
        }
        let mut xml = Xml::new(source);
        let mut out = xml.root()?.name.to_owned();
        while let Some(child) = xml.child()? {
            out.push(' ');
            draw(&xml.element(child)?, &mut out);
        }
        Ok(out)
    }

    fn check(source: &str, expected: &str) {
        assert_eq!(drawn(source).unwrap_or_else(|refusal| refusal.to_string()), expected);
    }

    #[test]
    fn elements_are_read_with_their_texts() {
        check("<?xml version='1.0'?><a><b>x</b><c/><d><e>1</e> </d></a>", "a b(x) c() d( e(1))");
        check("<p:a xmlns:p='u'><p:b>R&amp;D &#20219;<![CDATA[<>]]></p:b></p:a>", "a b(R&D 任<>)");
        check("<a><b>x<!-- y -->z</b></a>", "a b(xz)");
    }

    #[test]
    fn attacks_and_faults_are_refused_with_their_line() {
        check("<!DOCTYPE a>\n<a/>", "XmlDoctype { line: 1 }");
        check("<a>\n<b>&bomb;</b></a>", "XmlDoctype { line: 2 }");
        check("<a>\n\n<b>", "Xml { line: 3, fault: Unfinished }");
        check(&"<a>".repeat(70), "Xml { line: 1, fault: TooDeep }");
        let long = format!("<a>\n<b>{}</b></a>", "x".repeat(FIELD_MAX + 1));
        check(&long, "FieldTooLong { line: 2, max_kb: 1024 }");
        let tag = format!("<a>\n<b c='{}'/></a>", "x".repeat(TAG_MAX));
        check(&tag, "FieldTooLong { line: 2, max_kb: 64 }");
        let wrong = "Xml { line: 2, fault: WrongEnd { begun: \"b\", ended: \"c\" } }";
        check("<a>\n<b></c></a>", wrong);
        check("</a>", "Xml { line: 1, fault: StrayEnd { ended: \"a\" } }");
        check("<a>\n<b c='", "Xml { line: 2, fault: OpenTag }");
        check("<a>\n<!-- b", "Xml { line: 2, fault: OpenSection }");
        check("<a>\n<b>&#x110000;</b></a>", "Xml { line: 2, fault: Reference }");
    }

    /// How far into a file the reader has come when it refuses it, in bytes.
    fn read_until_refused(source: &str) -> usize {
        let mut xml = Xml::new(source);
        let mut read = || -> Result<(), ImportRefusal> {
            xml.root()?;
            while let Some(child) = xml.child()? {
                xml.element(child)?;
            }
            Ok(())
        };
        assert!(read().is_err());
        xml.position()
    }

    /// What is refused is refused where it stands: the rest of the file is not looked at, and
    /// nothing is expanded on the way.
    #[test]
    fn an_attack_costs_no_more_than_the_bytes_before_it() {
        let check = |attack: &str, rest: &str| {
            let whole = format!("{attack}{}", rest.repeat(200_000));
            let read = read_until_refused(&whole);
            assert!(read <= attack.len() + rest.len(), "{read} bytes of {attack}");
        };
        let ten = |of: char| format!("&{of};").repeat(10);
        let entities: String = ('b'..='j')
            .zip('a'..='i')
            .map(|(name, of)| format!("<!ENTITY {name} \"{}\">", ten(of)))
            .collect();
        check(&format!("<!DOCTYPE a [<!ENTITY a \"aaa\">{entities}]>"), "<a>&j;</a>");
        check("<!DOCTYPE a SYSTEM \"file:///etc/passwd\">", "<a/>");
        check("<a><b>&bomb;", "&bomb;");
        check(&"<a>".repeat(DEPTH_MAX + 1), "<a>");
        let wide = format!("<a><b>{}", "<c/>".repeat(ELEMENTS_MAX + 1));
        check(&wide, "<c/>");
    }
}
