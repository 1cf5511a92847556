//! How a page says that its text is struck out or not seen: the rules of its style sheets, and the styles beside its tags.
//!
//! Those selectors are understood that spreadsheet programs write: an element, a class, an element of a class. The others,
//! and what holds only on paper or narrow screens, say nothing.

use std::collections::BTreeMap;

/// What is said of how a part of a page looks; `None` where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Said {
    /// Whether a line goes through its text.
    pub(super) struck: Option<bool>,
    /// Whether nobody sees it.
    pub(super) unseen: Option<bool>,
}

impl Said {
    /// What declarations say: `display:none; color:red`.
    pub(super) fn declared(declarations: &str) -> Said {
        let mut said = Said::default();
        for declaration in declarations.split(';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value = value.to_ascii_lowercase();
            let value = value.split('!').next().unwrap_or_default().trim();
            match property.trim().to_ascii_lowercase().as_str() {
                "text-decoration" | "text-decoration-line" => said.struck = Some(value.contains("line-through")),
                "display" => said.unseen = Some(value == "none"),
                "visibility" => said.unseen = Some(matches!(value, "hidden" | "collapse")),
                "mso-hide" => said.unseen = Some(value != "none"),
                _ => {}
            }
        }
        said
    }

    /// The same where something else counts before it.
    pub(super) fn under(self, first: Said) -> Said {
        Said { struck: first.struck.or(self.struck), unseen: first.unseen.or(self.unseen) }
    }
}

/// The rules of the style sheets of a page, as far as they say something.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By element and class, either of which may be empty, each with its number.
    rules: BTreeMap<(String, String), (usize, Said)>,
    /// Whether any of them strikes out or hides.
    matter: bool,
}

impl Styles {
    /// Adds the rules of a style sheet.
    pub(super) fn add(&mut self, sheet: &str) {
        let mut rest = sheet;
        while let Some((before, behind)) = rest.split_once('{') {
            // Behind a remark, and behind what is no rule: `@charset "utf-8";`.
            let selectors =
                ["-->", "<!--", "*/", ";", "}"].iter().fold(before, |text, end| text.rsplit(end).next().unwrap_or(text));
            if selectors.trim_start().starts_with('@') {
                rest = behind_block(behind);
                continue;
            }
            let (declarations, next) = behind.split_once('}').unwrap_or((behind, ""));
            self.add_rule(selectors, Said::declared(declarations));
            rest = next;
        }
    }

    fn add_rule(&mut self, selectors: &str, said: Said) {
        if said == Said::default() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            let (element, class) = selector.split_once('.').unwrap_or((selector, ""));
            let is_simple =
                |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
            if selector.is_empty() || !is_simple(element) || !is_simple(class) {
                continue;
            }
            let number = self.rules.len();
            let rule = self.rules.entry((element.to_ascii_lowercase(), class.to_owned())).or_default();
            *rule = (number, rule.1.under(said));
            self.matter |= said.struck == Some(true) || said.unseen == Some(true);
        }
    }

    /// What the rules say of an element with these classes.
    pub(super) fn of(&self, element: &str, classes: &str) -> Said {
        if !self.matter {
            return Said::default();
        }
        let rule = |element: &str, class: &str| self.rules.get(&(element.to_owned(), class.to_owned())).copied();
        let mut said: Vec<(usize, Said)> = Vec::new();
        for class in classes.split_ascii_whitespace() {
            said.extend(rule("", class));
        }
        said.sort_by_key(|(number, _)| *number);
        let narrow = classes.split_ascii_whitespace().filter_map(|class| rule(element, class));
        let all = rule(element, "").into_iter().chain(said).chain(narrow);
        all.fold(Said::default(), |said, (_, next)| said.under(next))
    }
}

/// What follows a block that may hold others.
fn behind_block(text: &str) -> &str {
    let mut open = 1;
    for (at, sign) in text.match_indices(['{', '}']) {
        open = if sign == "{" { open + 1 } else { open - 1 };
        if open == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRUCK: Said = Said { struck: Some(true), unseen: None };
    const UNSEEN: Said = Said { struck: None, unseen: Some(true) };
    const NOTHING: Said = Said { struck: None, unseen: None };

    #[test]
    fn declarations_strike_out_and_hide() {
        let case = |text: &str, expected| assert_eq!(Said::declared(text), expected, "{text}");
        case("color:red; text-decoration : Underline Line-Through ;", STRUCK);
        case("text-decoration-line:line-through!important", STRUCK);
        case("display:none", UNSEEN);
        case("VISIBILITY: hidden", UNSEEN);
        case("mso-hide:all", UNSEEN);
        case("text-decoration:none; display:block", Said { struck: Some(false), unseen: Some(false) });
        case("mso-displayed-decimal-separator:\"\\.\"; colour", NOTHING);
    }

    #[test]
    fn the_narrower_rule_counts_and_of_two_alike_the_later() {
        let mut styles = Styles::default();
        styles.add(
            "<!--table {mso-displayed-decimal-separator:\"\\.\";}
            /* .xl9 {display:none} */ @page {margin:1in; @top {display:none}} @charset \"x\"; tr {color:red}
            .font5, .xl65 {color:red; text-decoration:line-through;} td {text-decoration:none;}
            td.narrow {text-decoration:line-through} .a {display:none} .b {display:block}
            div .xl67 {display:none} .p:hover {display:none} @media print { .xl66 {display:none} } .c {display:none}-->",
        );
        let case = |element: &str, classes: &str, expected| {
            assert_eq!(styles.of(element, classes), expected, "{element} {classes}");
        };
        case("font", "font5", STRUCK);
        case("td", "xl65", STRUCK);
        case("td", "xl64 narrow", STRUCK);
        case("td", "xl66", Said { struck: Some(false), unseen: None });
        case("tr", "xl67 p XL65", NOTHING);
        case("tr", "a", UNSEEN);
        case("tr", "b a", Said { struck: None, unseen: Some(false) });
        case("tr", "b c", UNSEEN);
    }
}
