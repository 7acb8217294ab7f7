//! Markdown that people write, as HTML that is safe to put into a page.
//!
//! Twice over: what they wrote as HTML stays text and pictures become links, and whatever comes out
//! is cleaned down to a short list of elements.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{
    CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, html,
};

/// Beyond CommonMark, what people know from elsewhere.
const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

/// Every element that comes through; headings begin below those of the panel.
const ELEMENTS: [&str; 23] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// So deep elements lie in each other; what lies deeper is drawn at this depth, because cleaning
/// takes as long as the depth squared.
const DEEPEST: usize = 32;

/// Where a link may lead.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// How an address begins that is a link without any marks around it.
const ADDRESSES: [&str; 2] = ["https://", "http://"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(HashSet::from(ELEMENTS))
        .generic_attributes(HashSet::new())
        .tag_attributes([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))].into())
        .allowed_classes([("span", HashSet::from(["peek__box"]))].into())
        .set_tag_attribute_value("a", "target", "_blank")
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

/// The HTML of a text in Markdown. Line breaks stay where they were written.
#[must_use]
pub fn to_html(text: &str) -> String {
    let written = TextMergeStream::new(Parser::new_ext(text, OPTIONS));
    let mut drawn = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut drawn, Tame::default().all(written).into_iter());
    CLEANER.clean(&drawn).to_string()
}

/// Makes of what was written what may be shown.
#[derive(Default)]
struct Tame<'a> {
    tamed: Vec<Event<'a>>,
    /// In how many elements.
    depth: usize,
    /// Inside of a link, where an address is no link of its own.
    in_link: bool,
    /// Inside of a block of code, where everything stays as it is.
    in_code: bool,
    /// The address of a picture that has had no words so far.
    picture: Option<CowStr<'a>>,
}

impl<'a> Tame<'a> {
    fn all(mut self, events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
        for event in events {
            match event {
                Event::Start(tag) => self.start(tag),
                Event::End(tag) => self.end(tag),
                Event::Text(text) => self.text(text),
                Event::Html(text) | Event::InlineHtml(text) => self.markup(&text),
                Event::Code(text) => {
                    self.picture = None;
                    self.tamed.push(Event::Code(text));
                }
                // People break a line because they mean it.
                Event::SoftBreak => self.tamed.push(Event::HardBreak),
                Event::TaskListMarker(is_done) => self.tamed.push(Event::InlineHtml(tick(is_done))),
                other => self.tamed.push(other),
            }
        }
        self.tamed
    }

    fn start(&mut self, tag: Tag<'a>) {
        self.depth += 1;
        if self.depth > DEEPEST {
            return;
        }
        let tamed = match tag {
            Tag::Heading { level, .. } => {
                let level = below(level);
                Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }
            }
            Tag::HtmlBlock => Tag::Paragraph,
            // Nothing is loaded from elsewhere: that would tell others who reads this.
            Tag::Image { link_type, dest_url, title, id } => {
                self.picture = Some(dest_url.clone());
                Tag::Link { link_type, dest_url, title, id }
            }
            other => other,
        };
        self.in_link |= matches!(tamed, Tag::Link { .. });
        self.in_code |= matches!(tamed, Tag::CodeBlock(_));
        self.tamed.push(Event::Start(tamed));
    }

    fn end(&mut self, tag: TagEnd) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth >= DEEPEST {
            return;
        }
        let tamed = match tag {
            TagEnd::Heading(level) => TagEnd::Heading(below(level)),
            TagEnd::HtmlBlock => TagEnd::Paragraph,
            TagEnd::Image => {
                self.tamed.extend(self.picture.take().map(Event::Text));
                TagEnd::Link
            }
            other => other,
        };
        self.in_link &= tamed != TagEnd::Link;
        self.in_code &= tamed != TagEnd::CodeBlock;
        self.tamed.push(Event::End(tamed));
    }

    /// Text as it was written, in which addresses become links.
    fn text(&mut self, text: CowStr<'a>) {
        if self.in_link || self.in_code {
            return self.words(text);
        }
        let mut rest = &*text;
        while let Some((before, address)) = next_address(rest) {
            rest = &rest[before.len() + address.len()..];
            self.words(before.to_owned().into());
            self.link(address.to_owned().into());
        }
        self.words(rest.to_owned().into());
    }

    /// What was written as HTML, to be read as it stands.
    fn markup(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            self.words(line.trim_end().to_owned().into());
            if line.ends_with('\n') {
                self.tamed.push(Event::HardBreak);
            }
        }
    }

    fn words(&mut self, words: CowStr<'a>) {
        if !words.is_empty() {
            self.picture = None;
            self.tamed.push(Event::Text(words));
        }
    }

    fn link(&mut self, address: CowStr<'a>) {
        let link_type = LinkType::Autolink;
        let (title, id) = (CowStr::from(""), CowStr::from(""));
        let dest_url = address.clone();
        self.tamed.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
        self.tamed.push(Event::Text(address));
        self.tamed.push(Event::End(TagEnd::Link));
    }
}

/// A heading's level below those of the panel around it.
const fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H4,
        HeadingLevel::H2 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// The box of a small step: a sign, because it cannot be ticked here.
const fn tick(is_done: bool) -> CowStr<'static> {
    CowStr::Borrowed(match is_done {
        true => "<span class=\"peek__box\">\u{2611}\u{fe0e}</span> ",
        false => "<span class=\"peek__box\">\u{2610}\u{fe0e}</span> ",
    })
}

/// The first web address in a text, with what stands before it.
fn next_address(text: &str) -> Option<(&str, &str)> {
    text.match_indices("http").find_map(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let begin = ADDRESSES.into_iter().find(|begin| rest.starts_with(begin))?;
        let end = rest.find(|c| !is_of_address(c)).unwrap_or(rest.len());
        let mut address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
        if !address.contains('(') {
            address = address.trim_end_matches(')');
        }
        let is_whole = !before.ends_with(|c: char| c.is_ascii_alphanumeric());
        (is_whole && address.len() > begin.len()).then_some((before, address))
    })
}

/// Whether a character goes on with an address; Chinese words may follow one without a space.
const fn is_of_address(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '^' | '{' | '}')
}

#[cfg(test)]
mod tests {
    use domain::text::NOTE_MAX;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(to_html(text).trim_end(), expected, "{text}");
    }

    #[test]
    fn what_people_write_is_drawn() {
        check("# One\n## Two\n### Three", "<h4>One</h4>\n<h5>Two</h5>\n<h6>Three</h6>");
        check(
            "**a** *b* ~~c~~ `d`",
            "<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>",
        );
        check("one\ntwo", "<p>one<br>\ntwo</p>");
        check("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
        check("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>");
        check("> a", "<blockquote>\n<p>a</p>\n</blockquote>");
        check("```rust\na < b\n```", "<pre><code>a &lt; b\n</code></pre>");
        check(
            "|a|b|\n|-|-:|\n|1|2|",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n\
             <tr><td>1</td><td>2</td></tr>\n</tbody></table>",
        );
        check(
            "- [x] a\n- [ ] b",
            "<ul>\n<li><span class=\"peek__box\">\u{2611}\u{fe0e}</span> a</li>\n\
             <li><span class=\"peek__box\">\u{2610}\u{fe0e}</span> b</li>\n</ul>",
        );
    }

    const REL: &str = "rel=\"noopener noreferrer nofollow\"";

    /// A link as it should come out.
    fn link(to: &str, words: &str) -> String {
        format!("<a href=\"{to}\" target=\"_blank\" {REL}>{words}</a>")
    }

    #[test]
    fn links_lead_to_pages_and_mail() {
        let site = link("https://a.example/b?c=1&amp;d=2", "x");
        check("[x](https://a.example/b?c=1&d=2 \"t\")", &format!("<p>{site}</p>"));
        let mail = link("mailto:a@b.example", "a@b.example");
        check("<a@b.example>", &format!("<p>{mail}</p>"));
    }

    #[test]
    fn addresses_become_links() {
        let found = |text, before, address, after| {
            let link = link(address, address);
            check(text, &format!("<p>{before}{link}{after}</p>"));
        };
        found("see https://a.example/b_c_d.", "see ", "https://a.example/b_c_d", ".");
        found("(http://a.example)", "(", "http://a.example", ")");
        found("见https://a.example/甲", "见", "https://a.example/", "甲");
        found("https://a.example/b_(c)", "", "https://a.example/b_(c)", "");
        check("xhttps://a http:// https", "<p>xhttps://a http:// https</p>");
        check("`https://a.example`", "<p><code>https://a.example</code></p>");
        check("    https://a.example", "<pre><code>https://a.example</code></pre>");
    }

    #[test]
    fn pictures_are_links() {
        let to = "https://a.example/b.png";
        check("![a plan](https://a.example/b.png)", &format!("<p>{}</p>", link(to, "a plan")));
        check("![](https://a.example/b.png)", &format!("<p>{}</p>", link(to, to)));
    }

    #[test]
    fn html_is_shown_as_it_was_written() {
        check("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>");
        check(
            "<script>\nalert(1)\n</script>",
            "<p>&lt;script&gt;<br>\nalert(1)<br>\n&lt;/script&gt;</p>",
        );
    }

    /// Whatever is written, only what is on the list comes out.
    #[test]
    fn nothing_hostile_comes_through() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a <svg/onload=alert(1)> b",
            "<iframe src=\"javascript:alert(1)\"></iframe>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<p style=\"position:fixed\">x",
            "<b><i><table><td><textarea><style><title><noscript><plaintext>",
            "<math><mtext><table><mglyph><style><!--</style>\
             <img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "</p></div><form action=//evil.example><input name=q><button>",
            "<!-- --!><img src=x onerror=alert(1)> -->",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](<java\nscript:alert(1)>)",
            "[x](\u{1}javascript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:a)",
            "[x](file:///etc/passwd)",
            "[x](//evil.example)",
            "[x](/sign-out)",
            "[x](#a)",
            "<javascript:alert(1)>",
            "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
            "![x\" onerror=\"alert(1)](x)",
            "[x](https://a.example \"\" onmouseover=\"alert(1)\")",
            "[x](https://a.example/\"onmouseover=alert(1)//)",
            "https://a.example/\"onmouseover=alert(1)//",
            "```\"onload=alert(1)\n</code></pre><script>alert(1)</script>\n```",
            "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
            "# <img src=x onerror=alert(1)> {#id .class onload=alert(1)}",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "[x]: javascript:alert(1)\n\n[x]",
        ];
        for text in hostile {
            let html = to_html(text);
            for tag in html.split('<').skip(1) {
                let (tag, _) = tag.split_once('>').unwrap();
                assert!(is_plain(tag), "{text}\n{html}");
            }
        }
    }

    /// Whether a tag has no attribute but those that are meant.
    fn is_plain(tag: &str) -> bool {
        let tag = tag.trim_start_matches('/');
        let Some((name, attributes)) = tag.split_once(' ') else { return ELEMENTS.contains(&tag) };
        let rest = attributes.replacen(REL, "", 1).replacen("target=\"_blank\"", "", 1);
        let rest = rest.trim();
        let is_link = |rest: &str| {
            let address = rest.strip_prefix("href=\"").and_then(|rest| rest.strip_suffix('"'));
            address.is_some_and(|to| to.starts_with("https://") && !to.contains('"'))
        };
        name == "a" && (rest.is_empty() || is_link(rest))
    }

    #[test]
    fn depth_has_an_end_and_no_word_is_lost() {
        let deep = to_html(&format!("{} a", ">".repeat(NOTE_MAX - 2)));
        assert_eq!(deep.matches("<blockquote>").count(), DEEPEST);
        assert!(deep.contains('a'));
        let items: String = (0..90).map(|at| format!("{}- {at}\n", "  ".repeat(at))).collect();
        let deep = to_html(&items);
        assert!((0..90).all(|at| deep.contains(&format!("{at}"))), "{deep}");
    }
}
