//! The account of one subject as a page to send: one HTML file without scripts and without anything from elsewhere.
//!
//! It reads on a telephone, where everything stands below one another and nothing is wider than the screen, and on paper
//! without colours, where the sign before each verdict says what the colour says. Whatever people wrote is shown, never
//! obeyed.

use std::fmt::Write;
use std::io;

use crate::report::{Account, CriterionAccount, Paragraph, Record};
use crate::text;
use crate::text::page::{Words, words};
use crate::vocab::Verdict;

use super::text_seal::{Sealing, TextSeal};

/// How the page looks. `anywhere` keeps a long word or digest from pushing the page wider than the screen.
const STYLE: &str = "\
:root{--met:#1b6e35;--not:#b3261e;--no:#8a5a00;--na:#5f6368;--line:#d0d4d9}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1rem;max-width:46rem;font:1rem/1.5 'Times New Roman',Times,serif;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}
header p,footer{color:#444;margin:.2rem 0}
h1{font-size:1.5rem;line-height:1.25;margin:.3rem 0}
h2{font-size:1.2rem;margin:1.6rem 0 .6rem;border-bottom:2px solid var(--line)}
h3{font-size:1.05rem;margin:0 0 .3rem;line-height:1.35}
p{margin:.3rem 0}
dl{margin:.4rem 0}
dt{color:#444;font-size:.92rem}
dd{margin:0 0 .35rem}
ul{margin:.2rem 0;padding-left:1.2rem}
article{border:1px solid var(--line);border-left:.4rem solid var(--edge,var(--line));border-radius:.3rem;padding:.6rem .8rem;margin:0 0 .7rem}
.met{--edge:var(--met)}.not-met{--edge:var(--not)}.no-data{--edge:var(--no)}.not-applicable{--edge:var(--na)}
.verdict{font-weight:bold;color:var(--edge)}
.outcome{font-weight:bold}
.step{padding-left:1.2rem}
.cell{display:block;color:#444;font-size:.92rem}
.digest{display:block;font:.8rem/1.4 'Courier New',monospace}
footer{border-top:2px solid var(--line);margin-top:1.6rem;padding-top:.6rem;font-size:.92rem}
@media (min-width:40rem),print{dl.facts{display:grid;grid-template-columns:9rem 1fr;gap:.1rem .8rem}dl.facts dd{margin:0}.cell{display:inline;padding-left:.6rem}}
@page{size:A4;margin:20mm 15mm 20mm 25mm}
@media print{body{max-width:none;padding:0;font-size:11pt;line-height:1.35}article{break-inside:avoid;border-radius:0;padding:.4rem .6rem;margin-bottom:.5rem}h2,h3{break-after:avoid}}
";

/// Writes the page of an account; `record` names the files that it came from.
///
/// # Errors
///
/// When it cannot be written.
pub fn page(account: &Account, record: &Record, out: impl io::Write) -> io::Result<()> {
    let page = Page { words: words(account.lang), account };
    let mut html = page.head();
    html.push_str(&page.awards());
    html.push_str(&page.derived());
    html.push_str(&page.criteria());
    html.push_str(&page.foot(record));
    html.push_str("</body>\n</html>\n");
    let mut out = Sealing::new(out, TextSeal::Page);
    io::Write::write_all(&mut out, html.as_bytes())?;
    out.finish()
}

struct Page<'a> {
    words: &'static Words,
    account: &'a Account,
}

impl Page<'_> {
    fn head(&self) -> String {
        let (account, words) = (self.account, self.words);
        let day = text::number::value(account.lang, &crate::vocab::reason::Value::Date(account.as_of));
        let identity = account.identity.iter().map(|(label, what)| fact(label, what)).collect::<String>();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{subject} – {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n\
             <p>{issuer}</p>\n<p>{title}: {campaign}</p>\n<h1>{subject}</h1>\n<dl class=\"facts\">\n{identity}</dl>\n\
             <p>{as_of}</p>\n</header>\n",
            code = words.code,
            title = words.title,
            issuer = escaped(&account.issuer),
            campaign = escaped(&account.campaign),
            subject = escaped(&account.subject),
            as_of = escaped(&(words.as_of)(&day)),
        )
    }

    fn awards(&self) -> String {
        section(self.words.awards, self.account.awards.iter().map(award))
    }

    fn derived(&self) -> String {
        let paragraph = |paragraph: &Paragraph| {
            let lines = paragraph.lines.iter().map(|line| format!("<li>{}</li>\n", escaped(line))).collect::<String>();
            let list = if lines.is_empty() { lines } else { format!("<ul>\n{lines}</ul>\n") };
            format!("<article>\n<h3>{}</h3>\n{list}</article>\n", escaped(&paragraph.heading))
        };
        section(self.words.derived, self.account.derived.iter().map(paragraph))
    }

    fn criteria(&self) -> String {
        let count = |verdict| {
            self.account.criteria.iter().filter(|criterion| criterion.counts && criterion.verdict == verdict).count()
        };
        let counts = Verdict::ALL.map(|verdict| (verdict, count(verdict)));
        let told = counts.iter().filter(|(_, count)| *count > 0).map(|(verdict, count)| {
            let counted = (self.words.counted)(*verdict, *count);
            format!("<span class=\"{} verdict\">{}\u{a0}{counted}</span>", class(*verdict), text::outcome::sign(*verdict))
        });
        let told = format!("<p>{}</p>\n", told.collect::<Vec<_>>().join(" · "));
        // What failed comes first: on a telephone nobody looks for it below twenty criteria that are met.
        let mut sorted: Vec<&CriterionAccount> = self.account.criteria.iter().collect();
        sorted.sort_by_key(|told| match told.verdict {
            _ if !told.counts => 4,
            Verdict::NotMet => 0,
            Verdict::NoData => 1,
            Verdict::Met => 2,
            Verdict::NotApplicable => 3,
        });
        let criteria = sorted.into_iter().map(|told| self.criterion(told));
        section(self.words.criteria, std::iter::once(told).filter(|_| !self.account.criteria.is_empty()).chain(criteria))
    }

    fn criterion(&self, told: &CriterionAccount) -> String {
        let words = self.words;
        // What no award asks for fails nobody.
        let seen = if told.counts { told.verdict } else { Verdict::NotApplicable };
        let mut html = format!("<article class=\"{}\">\n<h3>{}</h3>\n", class(seen), escaped(&told.title));
        let verdict = text::outcome::signed_verdict(self.account.lang, told.verdict);
        let clause = told.clause.as_ref().map(|clause| format!(" · {}", escaped(&(words.by_clause)(clause))));
        let _ = writeln!(html, "<p><span class=\"verdict\">{verdict}</span>{}</p>", clause.unwrap_or_default());
        let _ = writeln!(html, "<p>{}</p>", escaped(&told.reason));
        let mut facts = String::new();
        if !told.required.is_empty() {
            facts.push_str(&fact(words.required, &told.required));
        }
        if let Some(gap) = &told.gap {
            facts.push_str(&fact(words.gap, gap));
        }
        facts.push_str(&figures(words.figures, &told.figures));
        facts.push_str(&figures(words.others, &told.others));
        if !facts.is_empty() {
            let _ = write!(html, "<dl class=\"facts\">\n{facts}</dl>\n");
        }
        if let Some(more) = &told.more_others {
            let _ = writeln!(html, "<p>{}</p>", escaped(more));
        }
        html + "</article>\n"
    }

    fn foot(&self, record: &Record) -> String {
        let file = |file: &crate::report::FileRecord| {
            format!("<li>{} <span class=\"digest\">{}</span></li>\n", escaped(&file.name), escaped(&file.sha256))
        };
        let files = std::iter::once(&record.campaign).chain(&record.data).map(file).collect::<String>();
        let made_by = escaped(&(self.words.made_by)(&record.version));
        format!("<footer>\n<p><b>{}.</b> {made_by}</p>\n<ul>\n{files}</ul>\n</footer>\n", self.words.sources)
    }
}

/// The outcome of an award, then what there is to say of it; lines below another are set in.
fn award(paragraph: &Paragraph) -> String {
    let line = |(at, line): (usize, &String)| {
        let class = if at == 0 {
            " class=\"outcome\""
        } else if line.starts_with(' ') {
            " class=\"step\""
        } else {
            ""
        };
        format!("<p{class}>{}</p>\n", escaped(line.trim_start()))
    };
    let lines = paragraph.lines.iter().enumerate().map(line).collect::<String>();
    format!("<article>\n<h3>{}</h3>\n{lines}</article>\n", escaped(&paragraph.heading))
}

/// A section with its heading; nothing for one that is empty.
fn section(heading: &str, parts: impl Iterator<Item = String>) -> String {
    let parts = parts.collect::<String>();
    if parts.is_empty() { parts } else { format!("<section>\n<h2>{}</h2>\n{parts}</section>\n", escaped(heading)) }
}

fn fact(label: &str, what: &str) -> String {
    format!("<dt>{}</dt><dd>{}</dd>\n", escaped(label), escaped(what))
}

/// Figures, each with its cell below it.
fn figures(label: &str, figures: &[(String, String)]) -> String {
    let one = |(figure, cell): &(String, String)| match cell.as_str() {
        "" => format!("<div>{}</div>", escaped(figure)),
        cell => format!("<div>{} <span class=\"cell\">{}</span></div>", escaped(figure), escaped(cell)),
    };
    let told = figures.iter().map(one).collect::<String>();
    if told.is_empty() { told } else { format!("<dt>{}</dt><dd>{told}</dd>\n", escaped(label)) }
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::NotMet => "not-met",
        Verdict::NoData => "no-data",
        Verdict::NotApplicable => "not-applicable",
    }
}

/// A text as a page shows it: nothing in it is a tag, no invisible character turns it round, and no line ends between a
/// number and its sign.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let text = super::terminal::clean(text).replace(" %", "\u{a0}%").replace("≥ ", "≥\u{a0}").replace("≤ ", "≤\u{a0}");
    for c in text.chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\'' => shown.push_str("&#39;"),
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::report::FileRecord;
    use crate::vocab::{Date, Lang};

    fn shown(account: &Account) -> String {
        let file = FileRecord { name: "<kế hoạch>.toml".to_owned(), size: 1, sha256: "ab".repeat(32) };
        let record = Record { version: "0.0.0".to_owned(), campaign: file, data: Vec::new() };
        let mut bytes = Vec::new();
        page(account, &record, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn account() -> Account {
        let criterion = CriterionAccount {
            verdict: Verdict::NoData,
            counts: true,
            clause: Some("<i>IV</i>".to_owned()),
            title: "Điểm \"A\" & 'B'".to_owned(),
            reason: "<script>alert(1)</script>".to_owned(),
            required: "≥ 62 %".to_owned(),
            gap: Some("<b>".to_owned()),
            figures: vec![("x = 1".to_owned(), "a.xlsx › <S> › D17".to_owned()), ("y = 2".to_owned(), String::new())],
            others: vec![("Xã \u{202e}B: z".to_owned(), "a.xlsx › D18".to_owned())],
            more_others: Some("và 2 nơi khác".to_owned()),
        };
        Account {
            lang: Lang::Vi,
            campaign: "</style><script>".to_owned(),
            issuer: "A & B".to_owned(),
            as_of: Date::from_ymd_opt(2023, 12, 5).unwrap(),
            subject: "=<img src=x>".to_owned(),
            identity: vec![("Khối", "<u>".to_owned())],
            awards: vec![Paragraph { heading: "<h>".to_owned(), lines: vec!["<l>".to_owned(), "  <m>".to_owned()] }],
            derived: vec![Paragraph { heading: "<d>".to_owned(), lines: vec!["<e>".to_owned()] }],
            criteria: vec![criterion],
        }
    }

    #[test]
    fn whatever_people_wrote_is_shown_and_never_obeyed() {
        let html = shown(&account());
        let body = html.split("<body>").nth(1).unwrap();
        for tag in ["<script", "<img", "<i>", "<u>", "<h>", "<l>", "<m>", "<d>", "<e>", "<S>", "</style", "<kế"] {
            assert!(!body.contains(tag), "{tag}");
        }
        assert_eq!(html.matches("<style>").count(), 1);
        assert!(!html.contains('\u{202e}'));
        for told in [
            "Điểm &quot;A&quot; &amp; &#39;B&#39;",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "<dd>≥\u{a0}62\u{a0}%</dd>",
            "<dt>Chênh lệch</dt><dd>&lt;b&gt;</dd>",
            "<div>y = 2</div>",
            "<span class=\"cell\">a.xlsx › &lt;S&gt; › D17</span>",
            "và 2 nơi khác",
            "Tính đến ngày 05/12/2023",
            "? Chưa đủ số liệu</span> · Điều khoản &lt;i&gt;IV&lt;/i&gt;",
            "?\u{a0}1 chưa đủ số liệu",
            "<p class=\"step\">&lt;m&gt;</p>",
        ] {
            assert!(body.contains(told), "{told} is not in\n{body}");
        }
    }

    #[test]
    fn what_is_only_watched_is_not_counted_as_failed() {
        let mut watched = account();
        watched.criteria[0].counts = false;
        watched.criteria[0].verdict = Verdict::NotMet;
        let html = shown(&watched);
        assert!(!html.contains("✗\u{a0}1"), "{html}");
        assert!(html.contains("<article class=\"not-applicable\">"), "{html}");
        assert!(!html.contains("<article class=\"not-met\">"), "{html}");
    }

    #[test]
    fn every_tag_that_is_opened_is_closed() {
        let html = shown(&account());
        let mut open: Vec<&str> = Vec::new();
        for tag in html.split('<').skip(1).map(|rest| rest.split(['>', ' ']).next().unwrap()) {
            match tag {
                "!DOCTYPE" | "!--" | "meta" => {}
                tag if tag.starts_with('/') => assert_eq!(open.pop(), Some(&tag[1..]), "{open:?}"),
                tag => open.push(tag),
            }
        }
        assert_eq!(open, Vec::<&str>::new());
    }
}
